package org.stepwise.kernel.internal.directory;

import java.time.LocalDate;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Table;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Pattern;
import javax.validation.constraints.Size;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.UnitKind;

/** A unit of one of the trees. */
@Entity
@Table(name = "directory_unit")
class UnitEntry extends org.stepwise.kernel.api.record.Entity {
    @NotBlank
    @Pattern(regexp = Shape.CODE, message = Shape.CODE_MESSAGE)
    String code = "";

    @NotBlank
    @Size(max = 100)
    String nameZh = "";

    @Size(max = 100)
    String nameEn = "";

    @NotNull
    @Enumerated(EnumType.STRING)
    UnitKind kind = UnitKind.DEPARTMENT;

    @NotBlank
    @Pattern(regexp = Shape.TREE, message = Shape.TREE_MESSAGE)
    String tree = Directory.MAIN;

    Long parentId;
    Long headId;
    int sortOrder;
    LocalDate validFrom;
    LocalDate validTo;

    /** Principal that means 'this unit and all below'. */
    long belowId;
}
