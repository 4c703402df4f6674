package org.stepwise.config.internal;

import javax.persistence.Entity;
import javax.persistence.Table;

/** Something painted. */
@Entity
@Table(name = "paint_wall")
class Wall extends org.stepwise.kernel.api.record.Entity {
    String name = "";
    String finish = "";
}
