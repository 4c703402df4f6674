package org.stepwise.kernel.internal.directory;

import javax.persistence.Entity;
import javax.persistence.Table;
import javax.validation.constraints.NotNull;

/** A person holds a post in a unit. */
@Entity
@Table(name = "directory_position")
class PositionEntry extends org.stepwise.kernel.api.record.Entity {
    @NotNull
    Long personId;

    @NotNull
    Long inUnitId;

    @NotNull
    Long postId;

    boolean primaryPosition;
    Long superiorId;

    /** Second reporting line, for flows; it gives no rights. */
    Long dottedSuperiorId;
}
