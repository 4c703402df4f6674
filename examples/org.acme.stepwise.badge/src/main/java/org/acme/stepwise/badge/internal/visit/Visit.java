package org.acme.stepwise.badge.internal.visit;

import java.time.Instant;
import java.time.LocalDate;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Table;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;
import org.stepwise.kernel.api.record.Entity;

/** One visitor on one day. */
@javax.persistence.Entity
@Table(name = "badge_visit")
public class Visit extends Entity {
    @NotBlank
    @Size(max = 100)
    public String visitor = "";

    @Size(max = 200)
    public String company = "";

    public Long hostId;

    @NotNull
    public LocalDate comesOn;

    @NotNull
    @Enumerated(EnumType.STRING)
    public Zone zone = Zone.OFFICE;

    @Size(max = 1000)
    public String remark = "";

    public Instant arrivedAt;
    public Instant leftAt;

    /** Where the badge opens the doors. */
    public enum Zone {
        OFFICE,
        WORKS,
        LABORATORY
    }
}
