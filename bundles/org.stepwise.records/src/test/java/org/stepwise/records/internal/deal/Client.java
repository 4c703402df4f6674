package org.stepwise.records.internal.deal;

import javax.persistence.Entity;
import javax.persistence.Table;
import javax.validation.constraints.NotBlank;

/** Something that a deal refers to. */
@Entity
@Table(name = "demo_customer")
public class Client extends org.stepwise.kernel.api.record.Entity {
    @NotBlank
    public String name = "";
}
