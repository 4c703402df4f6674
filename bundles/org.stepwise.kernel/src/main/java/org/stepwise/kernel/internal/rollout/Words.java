package org.stepwise.kernel.internal.rollout;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.text.Texts;

/** Words, days and numbers of a printed document in one language. */
record Words(Texts texts, Locale language, ZoneId zone) {
    private static final DateTimeFormatter EN_DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    static final String NONE = "—";

    /** @param key below {@code rollout.report} */
    String of(String key) {
        return texts.text(language, "rollout.report." + key);
    }

    String of(String key, Map<String, ?> args) {
        return texts.text(language, "rollout.report." + key, args);
    }

    String day(LocalDate day) {
        return language.getLanguage().equals("en") ? EN_DAY.format(day) : day.toString();
    }

    String day(Optional<LocalDate> day) {
        return day.map(this::day).orElse(NONE);
    }

    String moment(Instant at) {
        return day(at.atZone(zone).toLocalDate()) + " " + CLOCK.format(at.atZone(zone));
    }

    String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** @param address {@code crm} or {@code crm/opportunities} */
    String module(String address) {
        int slash = address.indexOf('/');
        String module = slash < 0 ? address : address.substring(0, slash);
        String name = texts.find(language, module + ".module.name").orElse(module);
        String function = slash < 0 ? "" : address.substring(slash + 1);
        if (function.isEmpty()) return name;
        return name + " / "
                + texts.find(language, module + ".function." + function).orElse(function);
    }
}
