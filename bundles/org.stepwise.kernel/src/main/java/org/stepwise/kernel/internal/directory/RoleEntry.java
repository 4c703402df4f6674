package org.stepwise.kernel.internal.directory;

import javax.persistence.Entity;
import javax.persistence.Table;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.Pattern;
import javax.validation.constraints.Size;

/** A role; what it may do is in its grants. */
@Entity
@Table(name = "directory_role")
class RoleEntry extends org.stepwise.kernel.api.record.Entity {
    @NotBlank
    @Pattern(regexp = Shape.CODE, message = Shape.CODE_MESSAGE)
    String code = "";

    @NotBlank
    @Size(max = 100)
    String nameZh = "";

    @Size(max = 100)
    String nameEn = "";
}
