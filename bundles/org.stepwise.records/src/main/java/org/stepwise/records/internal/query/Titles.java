package org.stepwise.records.internal.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.records.internal.core.Column;
import org.stepwise.records.internal.core.Fragment;
import org.stepwise.records.internal.core.Gate;
import org.stepwise.records.internal.core.Platform;

/** Titles of records that the caller may see: one query per type, one for all people and units. */
public final class Titles {
    private static final int CHUNK = 1_000;
    private final Platform platform;
    private final Gate gate;

    public Titles(Platform platform, Gate gate) {
        this.platform = platform;
        this.gate = gate;
    }

    /** @param deleted those in the recycle bin instead */
    public Map<RecordId, String> of(Collection<RecordId> records, boolean deleted) {
        Map<String, Set<Long>> byType = new TreeMap<>();
        records.forEach(r ->
                byType.computeIfAbsent(r.type(), t -> new LinkedHashSet<>()).add(r.id()));
        Map<RecordId, String> found = new LinkedHashMap<>();
        byType.forEach((type, ids) ->
                titles(type, ids, deleted).forEach((id, title) -> found.put(RecordId.of(type, id), title)));
        return found;
    }

    private Map<Long, String> titles(String typeId, Collection<Long> ids, boolean deleted) {
        Optional<RecordType<?>> type = platform.types().find(typeId);
        if (type.isEmpty()) return Map.of();
        Restriction restriction =
                new Restriction(platform, type.get(), gate.reach(type.get(), Actions.SEE), Actions.SEE);
        if (restriction.none()) return Map.of();
        Map<Long, String> found = new HashMap<>();
        List<Long> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += CHUNK) {
            List<Long> chunk = all.subList(from, Math.min(all.size(), from + CHUNK));
            Fragment statement = Fragment.of(
                            "select c.id, c.title from " + type.get().table() + " c where c.id in (?)", chunk)
                    .add(deleted ? " and c.deleted" : " and not c.deleted")
                    .and(restriction.whole());
            platform.sql()
                    .list(statement.sql(), row -> Map.entry(row.number(1), row.text(2)), statement.args())
                    .forEach(title -> found.put(title.getKey(), title.getValue()));
        }
        return found;
    }

    /** Adds the titles of what the rows refer to. */
    public List<Row> refer(List<Row> rows, List<Column> columns) {
        List<Column> referring =
                columns.stream().filter(c -> !c.ref().isEmpty()).toList();
        if (referring.isEmpty() || rows.isEmpty()) return rows;
        Set<Long> principals = new LinkedHashSet<>();
        Map<String, Set<Long>> others = new TreeMap<>();
        for (Column column : referring) {
            Set<Long> ids =
                    column.directory() ? principals : others.computeIfAbsent(column.ref(), t -> new LinkedHashSet<>());
            for (Row row : rows) if (row.value(column.name()) instanceof Long id) ids.add(id);
        }
        Map<String, Map<Long, String>> titles = new HashMap<>();
        others.forEach((type, ids) -> titles.put(type, ids.isEmpty() ? Map.of() : titles(type, ids, false)));
        Map<Long, String> names =
                principals.isEmpty() ? Map.of() : platform.directory().names(principals);
        List<Row> referred = new ArrayList<>();
        for (Row row : rows) {
            Map<String, String> references = new LinkedHashMap<>();
            for (Column column : referring) {
                Map<Long, String> known = column.directory() ? names : titles.get(column.ref());
                if (row.value(column.name()) instanceof Long id && known.containsKey(id)) {
                    references.put(column.name(), known.get(id));
                }
            }
            referred.add(new Row(row.record(), row.version(), row.number(), row.title(), row.values(), references));
        }
        return referred;
    }
}
