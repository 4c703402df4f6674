package org.stepwise.kernel.internal.rollout;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.stepwise.kernel.api.calendar.WorkingCalendar;
import org.stepwise.kernel.api.rollout.Condition;

/** Spans of seven days counted back from today, where the company is; week 0 ends today. */
record Weeks(LocalDate today, ZoneId zone) {
    static final int COUNT = Condition.MOST_WEEKS;
    private static final int DAYS = 7;

    static Weeks of(WorkingCalendar calendar, Clock clock) {
        return new Weeks(LocalDate.ofInstant(clock.instant(), calendar.zone()), calendar.zone());
    }

    /** The weeks that end with the day of that moment. */
    Weeks at(Instant moment) {
        return new Weeks(LocalDate.ofInstant(moment, zone), zone);
    }

    LocalDate first(int week) {
        return today.minusDays((long) week * DAYS + DAYS - 1);
    }

    LocalDate last(int week) {
        return today.minusDays((long) week * DAYS);
    }

    private Instant start(int week) {
        return first(week).atStartOfDay(zone).toInstant();
    }

    /** Of week 0, 1, … */
    List<Instant> starts() {
        return IntStream.range(0, COUNT).mapToObj(this::start).toList();
    }
}
