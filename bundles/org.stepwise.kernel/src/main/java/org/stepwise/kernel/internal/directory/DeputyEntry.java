package org.stepwise.kernel.internal.directory;

import javax.persistence.Entity;
import javax.persistence.Table;
import javax.validation.constraints.NotNull;

/** A person stands in for the head of a unit. */
@Entity
@Table(name = "directory_deputy")
class DeputyEntry extends org.stepwise.kernel.api.record.Entity {
    @NotNull
    Long ofUnitId;

    @NotNull
    Long personId;

    int sortOrder;
}
