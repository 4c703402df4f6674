package org.stepwise.kernel.internal.calendar;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The company's week and hours.
 *
 * @param zone where the days and hours are
 * @param week workdays when neither law nor company says otherwise
 * @param hours beginning and end in turn: from, to, from, to …
 * @param holidays whether the shipped public holidays and make-up workdays hold
 */
public record CalendarRules(ZoneId zone, Set<DayOfWeek> week, List<LocalTime> hours, boolean holidays) {
    public CalendarRules {
        week = Set.copyOf(week);
        hours = List.copyOf(hours);
        boolean pairs = !hours.isEmpty() && hours.size() % 2 == 0;
        for (int i = 1; pairs && i < hours.size(); i++) pairs = hours.get(i).isAfter(hours.get(i - 1));
        if (!pairs || week.isEmpty()) throw new IllegalArgumentException("week and hours: " + week + " " + hours);
    }

    public CalendarRules() {
        this(
                ZoneId.of("Asia/Shanghai"),
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                List.of(LocalTime.of(9, 0), LocalTime.of(12, 0), LocalTime.of(13, 30), LocalTime.of(18, 0)),
                true);
    }
}
