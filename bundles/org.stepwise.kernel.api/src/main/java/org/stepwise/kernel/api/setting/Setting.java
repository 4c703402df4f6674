package org.stepwise.kernel.api.setting;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.text.Texts;

/**
 * One setting as an administrator sees it in a scope. Labels: {@code <id>} or {@code setting.<id>}, help {@code ….help}, names of what
 * it can be {@code ….<CHOICE>}.
 *
 * @param id {@code <module>.<rules record>.<component>}
 * @param choices what it can be, empty when it is free
 * @param shipped value that holds when nobody set one
 * @param value value that holds in the scope
 * @param own set in this very scope, not inherited
 * @param perUnit units and segments may have one of their own
 */
public record Setting(
        String id, Kind kind, List<String> choices, String shipped, String value, boolean own, boolean perUnit) {
    /** How a value is written. */
    public enum Kind {
        FLAG,
        NUMBER,
        CHOICE,
        /** Some of the choices, comma separated. */
        CHOICES,
        TEXT
    }

    public Setting {
        choices = List.copyOf(choices);
    }

    /** Empty when the module that it belongs to has no texts here now. */
    public Optional<String> label(Texts texts, Locale locale) {
        return text(texts, locale, id);
    }

    public Optional<String> help(Texts texts, Locale locale) {
        return text(texts, locale, id + ".help");
    }

    /** A value in the reader's words: choices by their names, all else as it is written. */
    public String said(Texts texts, Locale locale, String written) {
        if (choices.isEmpty()) return written;
        return Arrays.stream(written.split(","))
                .filter(choice -> !choice.isEmpty())
                .map(choice -> text(texts, locale, id + "." + choice).orElse(choice))
                .collect(Collectors.joining(", "));
    }

    private static Optional<String> text(Texts texts, Locale locale, String key) {
        return texts.find(locale, key).or(() -> texts.find(locale, "setting." + key));
    }
}
