package org.stepwise.console.internal.shell;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.stepwise.kernel.api.Invalid;

/** Days as typed. */
public final class Days {
    private Days() {}

    /** Years 1 to 9999, as every database holds them. @throws Invalid naming the option */
    public static Optional<LocalDate> read(String option, String text) {
        try {
            if (text.isEmpty()) return Optional.empty();
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= 1 && day.getYear() <= 9999) return Optional.of(day);
        } catch (DateTimeParseException e) {
            throw (Invalid) Invalid.of(option, "console.problem.day").initCause(e);
        }
        throw Invalid.of(option, "console.problem.day");
    }
}
