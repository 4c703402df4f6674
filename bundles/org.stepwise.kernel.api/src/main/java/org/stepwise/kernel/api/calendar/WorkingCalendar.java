package org.stepwise.kernel.api.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.osgi.annotation.versioning.ProviderType;

/** The company's working calendar (CAL-1): week, holidays, make-up workdays (调休), hours. */
@ProviderType
public interface WorkingCalendar {
    boolean workday(LocalDate day);

    /** The day that lies this many workdays after (negative: before) the given one. */
    LocalDate plusWorkdays(LocalDate day, int workdays);

    /** The moment when this much working time has passed. */
    Instant plusWorkingTime(Instant start, Duration working);

    /** Working time between two moments. */
    Duration workingTime(Instant from, Instant to);

    ZoneId zone();

    /** Marks a day; needs {@code administer} on {@code kernel.calendar}. @param workday make-up workday or holiday */
    void mark(LocalDate day, boolean workday, String name);
}
