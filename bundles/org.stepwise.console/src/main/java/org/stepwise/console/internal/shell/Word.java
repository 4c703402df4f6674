package org.stepwise.console.internal.shell;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.stepwise.kernel.api.Invalid;

/** What stands behind an option: a word of a closed list, in small letters or large ones, or a number. */
public final class Word {
    private Word() {}

    /** @throws Invalid telling which there are */
    public static <E extends Enum<E>> E of(String option, E[] known, String text) {
        String wanted = text.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(known)
                .filter(one -> one.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Invalid.of(
                        option, "console.problem.word", Map.of("value", text, "known", Arrays.toString(known))));
    }

    /** A whole number, 0 for "". @throws Invalid for anything else */
    public static long number(String option, String text) {
        try {
            return text.isEmpty() ? 0 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw (Invalid) Invalid.of(option, "console.problem.number").initCause(e);
        }
    }
}
