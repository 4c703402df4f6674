package org.stepwise.records.internal.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.record.Field;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.records.internal.core.Column;
import org.stepwise.records.internal.core.Platform;

/** Which rows are records that exist: by number, else by the first unique field of the file; and which unique values clash. */
final class Keys {
    private static final int CHUNK = 500;
    private final Platform platform;
    private final RecordType<?> type;
    /** Unique columns of the file by their place, the key first. */
    private final Map<Integer, Column> unique = new LinkedHashMap<>();

    private final Map<Column, Map<String, Long>> stored = new HashMap<>();
    /** Records that the caller may not see: for him there are none. */
    private final Set<Long> hidden = new HashSet<>();

    private final Map<Column, Map<String, Integer>> firstRow = new HashMap<>();

    Keys(Platform platform, RecordType<?> type, Headings headings) {
        this.platform = platform;
        this.type = type;
        headings.columns().forEach((at, column) -> {
            boolean number = column.name().equals("number") && column.field().isEmpty();
            if (number) unique.put(at, column);
        });
        headings.columns().forEach((at, column) -> {
            if (column.field().filter(Field::isUnique).isPresent()) unique.put(at, column);
        });
    }

    void learn(Table table) {
        unique.forEach((at, column) -> {
            Set<String> texts = new LinkedHashSet<>();
            Map<String, Integer> first = new HashMap<>();
            table.each(line -> Reading.text(line, at).ifPresent(text -> {
                texts.add(text);
                first.putIfAbsent(text, line.number());
            }));
            firstRow.put(column, first);
            stored.put(column, find(column, new ArrayList<>(texts)));
        });
    }

    private Map<String, Long> find(Column column, List<String> texts) {
        Map<String, Long> found = new HashMap<>();
        for (int from = 0; from < texts.size(); from += CHUNK) {
            platform.sql()
                    .each(
                            "select " + column.sql() + ", id from " + type.table() + " where " + column.sql()
                                    + " in (?) and not deleted",
                            row -> found.put(row.text(1), row.number(2)),
                            values(column, texts.subList(from, Math.min(texts.size(), from + CHUNK))));
        }
        return found;
    }

    /** Whole numbers are compared as numbers; a text that is none finds nothing. */
    private static List<?> values(Column column, List<String> texts) {
        if (column.textual()) return texts;
        return texts.stream()
                .filter(t -> t.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .toList();
    }

    /** The record that the row changes. */
    Optional<Long> existing(Table.Line line) {
        for (Map.Entry<Integer, Column> key : unique.entrySet()) {
            Optional<String> text = Reading.text(line, key.getKey());
            Optional<Long> id = text.map(stored.get(key.getValue())::get);
            if (id.filter(one -> !hidden.contains(one)).isPresent()) return id;
        }
        return Optional.empty();
    }

    void hide(long record) {
        hidden.add(record);
    }

    Map<Column, Violation> wrong(Table.Line line) {
        Map<Column, Violation> wrong = new LinkedHashMap<>();
        Optional<Long> existing = existing(line);
        unique.forEach((at, column) -> Reading.text(line, at).ifPresent(text -> {
            int first = firstRow.get(column).get(text);
            Long owner = stored.get(column).get(text);
            boolean number = column.field().isEmpty();
            if (first != line.number()) wrong.put(column, violation(column, "kernel.import.twice", text, first));
            else if (number && (owner == null || hidden.contains(owner)))
                wrong.put(column, violation(column, "kernel.field.reference", text, 0));
            else if (owner != null && !Optional.of(owner).equals(existing)) {
                wrong.put(column, violation(column, "kernel.field.unique", text, 0));
            }
        }));
        return wrong;
    }

    private static Violation violation(Column column, String code, String value, int row) {
        return new Violation(column.name(), code, Map.of("field", column.name(), "value", value, "row", row));
    }
}
