package org.stepwise.kernel.api.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One thing that is configured, as a document holds it: entries by name, each a text, a list, or entries again. Numbers, days and flags
 * are texts. It names other things by code, never by id.
 *
 * @param entries values are {@code String}, {@code List} or {@code Map}, and so on inside; kept in their order
 */
public record Item(Map<String, Object> entries) {
    public Item {
        entries = frozen(entries);
    }

    /** @param pairs a name and its value in turn; numbers and flags become texts */
    public static Item of(Object... pairs) {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (int i = 0; i + 1 < pairs.length; i += 2) entries.put(String.valueOf(pairs[i]), pairs[i + 1]);
        return new Item(entries);
    }

    /** "" when it is absent. */
    public String text(String name) {
        return entries.get(name) instanceof String text ? text : "";
    }

    public boolean flag(String name) {
        return text(name).equals("true");
    }

    /** Texts of a list; empty when it is absent. */
    public List<String> texts(String name) {
        return list(name).stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    /** Entries of a list of such; empty when it is absent. */
    public List<Item> items(String name) {
        List<Item> items = new ArrayList<>();
        for (Object each : list(name)) {
            if (each instanceof Map<?, ?> map) items.add(new Item(frozen(map)));
        }
        return items;
    }

    /** Entries inside; none when it is absent. */
    public Item item(String name) {
        return new Item(entries.get(name) instanceof Map<?, ?> map ? frozen(map) : Map.of());
    }

    private List<?> list(String name) {
        return entries.get(name) instanceof List<?> list ? list : List.of();
    }

    private static Map<String, Object> frozen(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put(String.valueOf(name), value(value)));
        return Collections.unmodifiableMap(copy);
    }

    private static Object value(Object value) {
        if (value instanceof Item item) return item.entries();
        if (value instanceof Map<?, ?> map) return frozen(map);
        if (value instanceof List<?> list) return list.stream().map(Item::value).toList();
        return String.valueOf(value);
    }
}
