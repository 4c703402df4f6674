package org.stepwise.web.internal.page;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.stepwise.kernel.api.Invalid;

/** Days and times in addresses and forms: years 1 to 9999, as every database holds them. */
public final class Days {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Days() {}

    /** @return empty for an empty text @throws Invalid at the field when it is no such day */
    public static Optional<LocalDate> read(String field, String text) {
        if (text.isEmpty()) return Optional.empty();
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= 1 && day.getYear() <= 9999) return Optional.of(day);
        } catch (DateTimeException e) {
            throw (Invalid) wrong(field).initCause(e);
        }
        throw wrong(field);
    }

    private static Invalid wrong(String field) {
        return Invalid.of(field, "web.share.until.wrong");
    }

    /** @return empty when it is no time, or none that can be kept */
    public static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text)).filter(time -> !time.isBefore(FIRST) && !time.isAfter(LAST));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
