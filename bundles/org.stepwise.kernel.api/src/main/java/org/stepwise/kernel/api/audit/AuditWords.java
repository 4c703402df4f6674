package org.stepwise.kernel.api.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.text.Texts;

/**
 * Entries of the audit log in a reader's words, for pages and the console: what is kept as the key of a text is read as that text,
 * and the reasons that the system gives are told in the reader's language. Thread-safe.
 */
public final class AuditWords {
    private static final Pattern KEY = Pattern.compile("[a-z][A-Za-z0-9]*(\\.[A-Za-z0-9_-]+)+");
    private static final Pattern WORDS = Pattern.compile("[a-z-]+( [a-z-]+)*");
    private static final Set<String> MODULES = Set.of("module", "modules");
    private static final String SYSTEM = "system";
    private static final String ARGUMENTS = "whyArguments";
    private static final List<String> ARGS = List.of("phase", "module", "job", "event");
    private static final List<String> REASONS = List.of(
            "audit.reason.phase-needs",
            "audit.reason.open-phase-needs",
            "audit.reason.no-phase-needs",
            "audit.reason.job",
            "audit.reason.event");
    private final Texts texts;
    private final Locale locale;

    public AuditWords(Texts texts, Locale locale) {
        this.texts = texts;
        this.locale = locale;
    }

    /** One text for each detail. */
    public List<String> of(Map<String, Object> details) {
        List<String> said = new ArrayList<>();
        details.forEach((name, value) -> {
            if (name.equals(ARGUMENTS)) return;
            String text = details.get(ARGUMENTS) instanceof Map<?, ?> args && name.equals("why")
                    ? why(String.valueOf(value), args)
                    : value(name, String.valueOf(value));
            if (!text.isEmpty() && !text.equals("[]")) said.add(label(name) + " " + text);
        });
        return said;
    }

    /** Who did it; what nobody did, the system did. */
    public String account(String account) {
        return account.equals(SYSTEM) ? texts.find(locale, "audit.by.system").orElse(account) : account;
    }

    /** What it was about: a module by its name, anything else as it is. */
    public String about(String what, String about) {
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
        return texts.find(locale, "audit.detail." + name).orElse(name);
    }

    private String value(String name, String value) {
        if (value.equals("true") || value.equals("false")) {
            return texts.text(locale, value.equals("true") ? "audit.yes" : "audit.no");
        }
        if (MODULES.contains(name)) return modules(value);
        if (value.equals(SYSTEM)) return account(value);
        if (name.equals("reason")) {
            Optional<String> reason = reason(value);
            if (reason.isPresent()) return reason.get();
        }
        if (WORDS.matcher(value).matches()) {
            String word = value.replace(' ', '-');
            return texts.find(locale, "audit." + name + "." + word)
                    .or(() -> texts.find(locale, "audit.word." + word))
                    .orElse(value);
        }
        if (!KEY.matcher(value).matches()) return value;
        Optional<String> text = texts.find(locale, value);
        if (text.isEmpty()) return name.equals("result") ? refused() : value;
        return text.filter(found -> found.indexOf('{') < 0).orElseGet(this::refused);
    }

    /** A reason of the system's that names something, such as a module: found by its English words. */
    private Optional<String> reason(String value) {
        for (String key : REASONS) {
            Optional<String> english = texts.find(Locale.ENGLISH, key);
            if (english.isEmpty()) continue;
            Matcher found = template(english.get()).matcher(value);
            if (!found.matches()) continue;
            Map<String, Object> args = new HashMap<>();
            for (String name : ARGS) {
                if (english.get().contains("{" + name + "}")) args.put(name, named(name, found.group(name)));
            }
            return Optional.of(texts.text(locale, key, args));
        }
        return Optional.empty();
    }

    private String named(String name, String value) {
        return switch (name) {
            case "module" -> modules(value);
            case "job" -> texts.find(locale, "job." + value).orElse(value);
            default -> value;
        };
    }

    /** {@code job {job}} matches {@code job crm/reminders}. */
    private static Pattern template(String text) {
        String pattern = Pattern.quote(text);
        for (String name : ARGS) pattern = pattern.replace("{" + name + "}", "\\E(?<" + name + ">.+)\\Q");
        return Pattern.compile(pattern);
    }

    private String why(String key, Map<?, ?> args) {
        Map<String, Object> named = new HashMap<>();
        args.forEach((name, value) -> named.put(String.valueOf(name), value));
        return texts.find(locale, key).isPresent() ? texts.text(locale, key, named) : refused();
    }

    /** The arguments of a refusal are not kept, so a text that needs some can not be told. */
    private String refused() {
        return texts.text(locale, "audit.result.refused");
    }
}
