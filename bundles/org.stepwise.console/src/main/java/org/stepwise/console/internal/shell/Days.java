package org.stepwise.console.internal.shell;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.stepwise.kernel.api.Invalid;

/** Days as typed. */
public final class Days {
    private Days() {}

    /** @throws Invalid naming the option */
    public static Optional<LocalDate> read(String option, String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            throw Invalid.of(option, "console.problem.day");
        }
    }
}
