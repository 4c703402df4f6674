package org.stepwise.records.internal.transfer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Field;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.records.internal.Engine;
import org.stepwise.records.internal.core.Column;

/**
 * What an export shows of the references of existing records. A cell that still says so leaves the reference alone: its name may be
 * that of several records by now, and what the reader may not see is shown as nothing.
 */
final class Exported {
    private static final int CHUNK = 500;
    private final Engine engine;
    private final Map<Column, Map<Long, Long>> referred = new HashMap<>();
    private final Map<Column, Map<Long, String>> shown = new HashMap<>();

    Exported(Engine engine) {
        this.engine = engine;
    }

    void learn(RecordType<?> type, Collection<Column> columns, Collection<Long> records) {
        List<Column> referring = columns.stream()
                .filter(column -> !column.ref().isEmpty())
                .filter(column -> column.field().filter(Field::isReadOnly).isEmpty())
                .toList();
        if (referring.isEmpty() || records.isEmpty()) return;
        stored(type, referring, List.copyOf(records));
        for (Column column : referring) {
            Map<Long, Long> now = referred.getOrDefault(column, Map.of());
            shown.put(column, titles(column, new HashSet<>(now.values())));
        }
    }

    private void stored(RecordType<?> type, List<Column> columns, List<Long> records) {
        String names = String.join(", ", columns.stream().map(Column::sql).toList());
        for (int from = 0; from < records.size(); from += CHUNK) {
            engine.platform()
                    .sql()
                    .each(
                            "select id, " + names + " from " + type.table() + " where id in (?)",
                            row -> {
                                for (int i = 0; i < columns.size(); i++) {
                                    referred.computeIfAbsent(columns.get(i), c -> new HashMap<>())
                                            .put(row.number(1), row.number(i + 2));
                                }
                            },
                            records.subList(from, Math.min(records.size(), from + CHUNK)));
        }
    }

    private Map<Long, String> titles(Column column, Set<Long> ids) {
        if (column.directory()) return engine.platform().directory().names(ids);
        List<RecordId> records = new ArrayList<>();
        ids.stream().filter(id -> id > 0).forEach(id -> records.add(RecordId.of(column.ref(), id)));
        Map<Long, String> titles = new HashMap<>();
        engine.titles().of(records, false).forEach((record, title) -> titles.put(record.id(), title));
        return titles;
    }

    /** Does the cell say what an export says of this record now? */
    boolean says(Column column, long record, String text) {
        Map<Long, Long> now = referred.getOrDefault(column, Map.of());
        if (!now.containsKey(record)) return false;
        String said = shown.getOrDefault(column, Map.of()).getOrDefault(now.get(record), "");
        return Objects.equals(said.strip(), text);
    }
}
