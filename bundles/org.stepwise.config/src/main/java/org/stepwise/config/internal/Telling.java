package org.stepwise.config.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.config.ConfigurationTransfer.Change;
import org.stepwise.kernel.api.config.ConfigurationTransfer.Entry;
import org.stepwise.kernel.api.config.Item;
import org.stepwise.kernel.api.text.Texts;

/** Changes in a reader's words: of each item the entries that differ, of a list what comes and what goes. */
record Telling(Texts texts, Locale locale) {
    private static final Item NOTHING = Item.of();

    String part(String id) {
        return texts.find(locale, "configuration." + id).orElse(id);
    }

    Change change(Step step) {
        Item from = step.shown().orElse(NOTHING);
        Item to = step.after().orElse(NOTHING);
        Set<String> names = new LinkedHashSet<>(to.entries().keySet());
        names.addAll(from.entries().keySet());
        List<Entry> entries = new ArrayList<>();
        for (String name : names) {
            entry(step.part(), name, from.entries().get(name), to.entries().get(name))
                    .ifPresent(entries::add);
        }
        return new Change(step.part(), part(step.part()), step.code(), step.kind(), entries);
    }

    private Optional<Entry> entry(String part, String name, Object from, Object to) {
        if (from == null ? to == null : from.equals(to)) return Optional.empty();
        String label = texts.find(locale, "configuration." + part + "." + name).orElse(name);
        if (!(from instanceof List<?> || to instanceof List<?>))
            return worth(new Entry(name, label, said(from), said(to)));
        List<?> before = from instanceof List<?> list ? list : List.of();
        List<?> after = to instanceof List<?> list ? list : List.of();
        List<?> gone = without(before, after);
        List<?> come = without(after, before);
        boolean turned = gone.isEmpty() && come.isEmpty();
        return worth(new Entry(name, label, lines(turned ? before : gone), lines(turned ? after : come)));
    }

    /** Nothing instead of an empty text is no difference that anybody sees. */
    private static Optional<Entry> worth(Entry entry) {
        return Optional.of(entry).filter(one -> !one.from().equals(one.to()));
    }

    private static List<?> without(List<?> some, List<?> others) {
        return some.stream().filter(one -> !others.contains(one)).toList();
    }

    private String lines(List<?> list) {
        return list.stream().map(this::said).collect(Collectors.joining("\n"));
    }

    private String said(Object value) {
        if (value == null) return "";
        if (value instanceof Map<?, ?> map)
            return map.entrySet().stream()
                    .filter(each -> !"".equals(each.getValue()))
                    .map(each -> each.getKey() + ": " + said(each.getValue()))
                    .collect(Collectors.joining(", "));
        if (value instanceof List<?> list) return list.stream().map(this::said).collect(Collectors.joining(" / "));
        if (value.equals("true") || value.equals("false"))
            return texts.text(locale, value.equals("true") ? "config.yes" : "config.no");
        return String.valueOf(value);
    }
}
