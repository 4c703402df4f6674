package org.stepwise.records.internal.deal;

import javax.persistence.Entity;
import javax.persistence.Table;
import javax.validation.constraints.NotBlank;

/** A part of a deal. */
@Entity
@Table(name = "demo_step")
public class Step extends org.stepwise.kernel.api.record.Entity {
    public long dealId;

    @NotBlank
    public String name = "";
}
