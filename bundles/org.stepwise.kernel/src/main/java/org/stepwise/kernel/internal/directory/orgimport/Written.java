package org.stepwise.kernel.internal.directory.orgimport;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Change;
import org.stepwise.kernel.api.record.Journal;
import org.stepwise.kernel.api.tx.Sql;

/** What an import wrote, field by field, for the history of the records (REC-4). */
final class Written {
    private static final int CHUNK = 1_000;
    private final Sql sql;
    private final List<Journal.Step> steps = new ArrayList<>();

    Written(Sql sql) {
        this.sql = sql;
    }

    List<Journal.Step> steps() {
        return List.copyOf(steps);
    }

    void created(String table, List<OrgWriter.Row> rows) {
        for (OrgWriter.Row row : rows) {
            steps.add(new Journal.Step(record(table, row), 1, true, changes(Map.of(), fields(row))));
        }
    }

    /** After the update. @param before the same rows in the same order as they were */
    void updated(String table, List<OrgWriter.Row> before, List<OrgWriter.Row> rows) {
        Map<Long, Long> versions = versions(table, rows);
        for (int i = 0; i < rows.size(); i++) {
            OrgWriter.Row row = rows.get(i);
            Map<String, Change> changes = changes(fields(before.get(i)), fields(row));
            steps.add(new Journal.Step(record(table, row), versions.getOrDefault(row.id(), 1L), false, changes));
        }
    }

    private Map<Long, Long> versions(String table, List<OrgWriter.Row> rows) {
        Map<Long, Long> versions = new HashMap<>();
        for (int from = 0; from < rows.size(); from += CHUNK) {
            List<Long> ids = rows.subList(from, Math.min(from + CHUNK, rows.size())).stream()
                    .map(OrgWriter.Row::id)
                    .toList();
            sql.each(
                    "select id, version from " + table + " where id in (?)",
                    row -> versions.put(row.number(1), row.number(2)),
                    ids);
        }
        return versions;
    }

    private static RecordId record(String table, OrgWriter.Row row) {
        return RecordId.of(table.replaceFirst("_", "."), row.id());
    }

    private static Map<String, Object> fields(OrgWriter.Row row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < row.columns().size(); i++) {
            fields.put(field(row.columns().get(i)), plain(row.values().get(i)));
        }
        fields.put("title", row.title());
        return fields;
    }

    /** {@code parent_id} is {@code parentId}. */
    private static String field(String column) {
        StringBuilder name = new StringBuilder();
        boolean upper = false;
        for (char letter : column.toCharArray()) {
            if (letter == '_') upper = true;
            else {
                name.append(upper ? Character.toUpperCase(letter) : letter);
                upper = false;
            }
        }
        return name.toString();
    }

    private static Object plain(Object value) {
        if (value instanceof Optional<?> optional)
            return optional.map(Written::plain).orElse(null);
        if (value instanceof Enum<?> constant) return constant.name();
        return value instanceof LocalDate day ? day.toString() : value;
    }

    private static Map<String, Change> changes(Map<String, Object> before, Map<String, Object> after) {
        Map<String, Change> changes = new LinkedHashMap<>();
        after.forEach((name, value) -> {
            Object old = before.get(name);
            if (!Objects.equals(old, value)) changes.put(name, new Change(old, value));
        });
        return changes;
    }
}
