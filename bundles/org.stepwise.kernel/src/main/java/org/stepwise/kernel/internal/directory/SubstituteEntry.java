package org.stepwise.kernel.internal.directory;

import java.time.LocalDate;
import javax.persistence.Entity;
import javax.persistence.Table;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;

/** Somebody acts for a person during some days. */
@Entity
@Table(name = "directory_substitute")
class SubstituteEntry extends org.stepwise.kernel.api.record.Entity {
    @NotNull
    Long personId;

    @NotNull
    Long substituteId;

    @NotNull
    LocalDate fromDay;

    LocalDate toDay;

    /** Record type or module it is for, "" for everything. */
    @Size(max = 60)
    String scope = "";
}
