package org.stepwise.kernel.internal.directory;

import java.time.LocalDate;
import javax.persistence.Entity;
import javax.persistence.Table;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;

/** Somebody was trained on a module. */
@Entity
@Table(name = "directory_training")
class TrainingEntry extends org.stepwise.kernel.api.record.Entity {
    @NotNull
    Long personId;

    @NotBlank
    @Size(max = 40)
    String module = "";

    @NotNull
    LocalDate heldOn;

    String kind = "";

    @Size(max = 200)
    String trainer = "";

    @Size(max = 2000)
    String remark = "";
}
