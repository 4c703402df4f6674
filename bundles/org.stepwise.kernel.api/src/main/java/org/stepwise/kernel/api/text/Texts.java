package org.stepwise.kernel.api.text;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.Violation;

/**
 * Texts of the kernel and all installed modules, from their {@code STEPWISE-INF/i18n/messages*.properties} (UTF-8).
 * Languages are {@code zh-CN} and {@code en}; anything else reads English when it starts with en, else Chinese.
 * Arguments are named: {@code {name} was moved to {unit}}. Where the argument {@code count} is 1, the text {@code <key>.one}
 * is taken if there is one. Numbers get thousands marks, but for those named id, run, entry, version, value, row and line; other
 * identifiers are given as text. Thread-safe.
 */
@ProviderType
public interface Texts {
    /** The text, or the key itself when it is missing (and one log entry per key). */
    String text(Locale locale, String key, Map<String, ?> args);

    default String text(Locale locale, String key) {
        return text(locale, key, Map.of());
    }

    Optional<String> find(Locale locale, String key);

    default String text(Locale locale, Problem problem) {
        return text(locale, problem.key(), problem.args());
    }

    default String text(Locale locale, Violation violation) {
        return text(locale, violation.code(), violation.args());
    }

    /** The shipped language that serves a wish such as an Accept-Language header. */
    Locale supported(String languageTag);
}
