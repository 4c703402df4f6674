package org.stepwise.web.internal.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.stepwise.kernel.api.text.Texts;

/** Details of an entry of the audit log in words: what is kept as the key of a text is read as that text. */
final class AuditDetails {
    private static final Pattern KEY = Pattern.compile("[a-z][A-Za-z0-9]*(\\.[A-Za-z0-9_-]+)+");
    private static final Pattern WORDS = Pattern.compile("[a-z]+( [a-z]+)*");
    private final Texts texts;
    private final Locale locale;

    AuditDetails(Texts texts, Locale locale) {
        this.texts = texts;
        this.locale = locale;
    }

    List<String> of(Map<String, Object> details) {
        List<String> said = new ArrayList<>();
        details.forEach((name, value) -> {
            String text = value(name, String.valueOf(value));
            if (!text.isEmpty() && !text.equals("[]")) said.add(label(name) + " " + text);
        });
        return said;
    }

    private String label(String name) {
        return texts.find(locale, "web.audit.detail." + name).orElse(name);
    }

    private String value(String name, String value) {
        if (value.equals("true") || value.equals("false")) {
            return texts.text(locale, value.equals("true") ? "web.yes" : "web.no");
        }
        if (WORDS.matcher(value).matches()) {
            String key = "web.audit." + name + "." + value.replace(' ', '-');
            return texts.find(locale, key).orElse(value);
        }
        if (!KEY.matcher(value).matches()) return value;
        Optional<String> text = texts.find(locale, value);
        if (text.isEmpty()) return name.equals("result") ? refused() : value;
        return text.filter(found -> found.indexOf('{') < 0).orElseGet(this::refused);
    }

    /** The arguments of a refusal are not kept, so a text that needs some can not be told. */
    private String refused() {
        return texts.text(locale, "web.audit.result.refused");
    }
}
