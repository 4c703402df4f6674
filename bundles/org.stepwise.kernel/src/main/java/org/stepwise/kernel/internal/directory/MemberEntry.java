package org.stepwise.kernel.internal.directory;

import javax.persistence.Entity;
import javax.persistence.Table;
import javax.validation.constraints.NotNull;

/** A person belongs to a group by hand. */
@Entity
@Table(name = "directory_member")
class MemberEntry extends org.stepwise.kernel.api.record.Entity {
    @NotNull
    Long inGroupId;

    @NotNull
    Long personId;
}
