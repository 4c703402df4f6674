package org.stepwise.web.internal.functions;

import javax.persistence.Entity;
import javax.persistence.Table;

@Entity
@Table(name = "stall_stand")
public class Stand extends org.stepwise.kernel.api.record.Entity {
    public String name = "";
}
