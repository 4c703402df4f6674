package org.stepwise.kernel.internal.directory;

import javax.persistence.Entity;
import javax.persistence.Table;
import javax.validation.constraints.Max;
import javax.validation.constraints.Min;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.Pattern;
import javax.validation.constraints.Size;

/** A post that people hold in units. */
@Entity
@Table(name = "directory_post")
class PostEntry extends org.stepwise.kernel.api.record.Entity {
    @NotBlank
    @Pattern(regexp = Shape.CODE, message = Shape.CODE_MESSAGE)
    String code = "";

    @NotBlank
    @Size(max = 100)
    String nameZh = "";

    @Size(max = 100)
    String nameEn = "";

    @Min(0)
    @Max(99)
    int level;

    /** The reporting line bound to the post: its holder in the unit, or in the nearest unit above, is the superior. */
    Long reportsToId;
}
