package org.stepwise.web.internal.admin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.text.Texts;

/** Details of an entry of the audit log in words: what is kept as the key of a text is read as that text. */
final class AuditDetails {
    private static final Pattern KEY = Pattern.compile("[a-z][A-Za-z0-9]*(\\.[A-Za-z0-9_-]+)+");
    private static final Pattern WORDS = Pattern.compile("[a-z]+( [a-z]+)*");
    private static final Set<String> MODULES = Set.of("module", "modules");
    private static final String SYSTEM = "system";
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

    /** Who did it; what nobody did, the system did. */
    String account(String account) {
        return account.equals(SYSTEM) ? texts.find(locale, "audit.by.system").orElse(account) : account;
    }

    /** What it was about: a module by its name, anything else as it is. */
    String about(String what, String about) {
        return what.startsWith("module.") ? modules(about) : about;
    }

    private String modules(String ids) {
        return Arrays.stream(ids.split(", ")).map(this::module).collect(Collectors.joining(", "));
    }

    private String module(String address) {
        String[] parts = address.split("/", 2);
        String name = texts.find(locale, parts[0] + ".module.name").orElse(parts[0]);
        if (parts.length == 1) return name;
        return name + " / "
                + texts.find(locale, parts[0] + ".function." + parts[1]).orElse(parts[1]);
    }

    private String label(String name) {
        return texts.find(locale, "web.audit.detail." + name).orElse(name);
    }

    private String value(String name, String value) {
        if (value.equals("true") || value.equals("false")) {
            return texts.text(locale, value.equals("true") ? "web.yes" : "web.no");
        }
        if (MODULES.contains(name)) return modules(value);
        if (value.equals(SYSTEM)) return account(value);
        if (WORDS.matcher(value).matches()) {
            String word = value.replace(' ', '-');
            return texts.find(locale, "web.audit." + name + "." + word)
                    .or(() -> texts.find(locale, "web.audit.word." + word))
                    .orElse(value);
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
