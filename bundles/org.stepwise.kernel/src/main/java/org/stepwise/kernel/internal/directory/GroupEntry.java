package org.stepwise.kernel.internal.directory;

import javax.persistence.Entity;
import javax.persistence.Table;
import javax.validation.constraints.Max;
import javax.validation.constraints.Min;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.Pattern;
import javax.validation.constraints.Size;

/** A group: its members by hand, and everybody whom all of its rules that are set fit. */
@Entity
@Table(name = "directory_group")
class GroupEntry extends org.stepwise.kernel.api.record.Entity {
    @NotBlank
    @Pattern(regexp = Shape.CODE, message = Shape.CODE_MESSAGE)
    String code = "";

    @NotBlank
    @Size(max = 100)
    String nameZh = "";

    @Size(max = 100)
    String nameEn = "";

    /** A position in this unit or below. */
    Long ruleUnitId;

    Long rulePostId;

    /** A post of this level or higher. */
    @Min(0)
    @Max(99)
    Integer ruleLevel;
}
