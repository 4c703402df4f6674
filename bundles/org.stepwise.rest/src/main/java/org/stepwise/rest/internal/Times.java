package org.stepwise.rest.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.stepwise.kernel.api.Invalid;

/** Times and days that clients write: years 1 to 9999, as every database holds them. */
public final class Times {
    public static final String INSTANT = "rest.problem.instant";
    public static final String DAY = "rest.problem.day";
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Times() {}

    /** @throws Invalid at the parameter when it is no time */
    public static Instant instant(String parameter, String text) {
        try {
            Instant read = Instant.parse(text);
            if (holds(read)) return read;
        } catch (DateTimeParseException e) {
            throw (Invalid) Invalid.of(parameter, INSTANT).initCause(e);
        }
        throw Invalid.of(parameter, INSTANT);
    }

    /** @throws Invalid at the parameter when it is no day */
    public static LocalDate day(String parameter, String text) {
        try {
            LocalDate read = LocalDate.parse(text);
            if (holds(read)) return read;
        } catch (DateTimeParseException e) {
            throw (Invalid) Invalid.of(parameter, DAY).initCause(e);
        }
        throw Invalid.of(parameter, DAY);
    }

    public static boolean holds(Instant time) {
        return !time.isBefore(FIRST) && !time.isAfter(LAST);
    }

    public static boolean holds(LocalDate day) {
        return day.getYear() >= 1 && day.getYear() <= 9999;
    }
}
