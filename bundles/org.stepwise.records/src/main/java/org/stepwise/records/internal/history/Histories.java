package org.stepwise.records.internal.history;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.record.Change;
import org.stepwise.kernel.api.record.Field;
import org.stepwise.kernel.api.record.HistoryEntry;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.records.internal.core.Cells;
import org.stepwise.records.internal.core.Coercion;
import org.stepwise.records.internal.core.Column;
import org.stepwise.records.internal.core.Columns;
import org.stepwise.records.internal.core.Platform;
import org.stepwise.records.internal.query.Titles;

/** Who changed what (REC-4). The state at a time is made by replaying the changes up to it. */
public final class Histories {
    private static final String INSERT = "insert into record_history"
            + " (id, type, record_id, version, happened_at, by_id, door, what, changes) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String COLUMNS = "select version, happened_at, by_id, door, what, changes from record_history"
            + " where type = ? and record_id = ? order by version, id";
    private static final String TITLE = "title";
    private static final String NUMBER = "number";
    private static final Set<String> SHOWN = Set.of("ownerId", "securityLevel", NUMBER);
    /** Steps of linking. */
    public static final String LINKED = "linked";

    public static final String UNLINKED = "unlinked";
    private final Platform platform;
    private final Titles titles;

    public Histories(Platform platform, Titles titles) {
        this.platform = platform;
        this.titles = titles;
    }

    /** One step to be written. */
    public record Step(RecordId record, long version, String what, Map<String, Change> changes) {}

    public void write(RecordId record, long version, String what, Map<String, Change> changes) {
        write(List.of(new Step(record, version, what, changes)));
    }

    public void write(List<Step> steps) {
        Caller caller = platform.callers().current();
        Instant now = platform.now();
        List<Object[]> rows = new ArrayList<>();
        for (Step step : steps) {
            rows.add(new Object[] {
                platform.sql().nextId("record_history_seq"),
                step.record().type(),
                step.record().id(),
                step.version(),
                now,
                caller.person(),
                caller.door(),
                step.what(),
                Json.write(step.changes())
            });
        }
        if (rows.size() == 1) platform.sql().update(INSERT, rows.get(0));
        else platform.sql().batch(INSERT, rows);
    }

    /** The declared values and the fixed ones that history keeps. */
    public static Map<String, Object> values(RecordType<?> type, org.stepwise.kernel.api.record.Entity record) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Field field : type.fields()) {
            if (!field.isSecret()) values.put(field.name(), Cells.of(field, record));
        }
        values.putIfAbsent(TITLE, record.title);
        values.putIfAbsent(NUMBER, record.number);
        values.putIfAbsent("ownerId", record.ownerId == 0 ? null : record.ownerId);
        values.putIfAbsent("securityLevel", (long) record.securityLevel);
        return values;
    }

    /** What differs. */
    public static Map<String, Change> changes(Map<String, Object> before, Map<String, Object> after) {
        Map<String, Change> changes = new LinkedHashMap<>();
        after.forEach((name, value) -> {
            Object old = before.get(name);
            if (!same(old, value)) changes.put(name, new Change(old, value));
        });
        return changes;
    }

    public static boolean same(Object a, Object b) {
        if (a == null || b == null) return empty(a) && empty(b);
        if (a instanceof java.math.BigDecimal x && b instanceof java.math.BigDecimal y) return x.compareTo(y) == 0;
        return a.equals(b);
    }

    private static boolean empty(Object value) {
        return value == null || "".equals(value);
    }

    private record Stored(long version, Instant at, long by, Door door, String what, Map<String, Change> changes) {
        /** The one change names the other end. */
        boolean linking() {
            return what.equals(LINKED) || what.equals(UNLINKED);
        }

        RecordId other() {
            return RecordId.parse(changes.keySet().iterator().next());
        }

        Stored to(String title) {
            return new Stored(
                    version,
                    at,
                    by,
                    door,
                    what,
                    Map.of(title, changes.values().iterator().next()));
        }
    }

    private List<Stored> stored(RecordId record) {
        return platform.sql().list(COLUMNS, Histories::stored, record.type(), record.id());
    }

    private static Stored stored(Sql.Row row) throws SQLException {
        return new Stored(
                row.number(1),
                row.instant(2).orElseThrow(),
                row.number(3),
                Door.valueOf(row.text(4)),
                row.text(5),
                Json.read(row.text(6)));
    }

    /** Newest first. */
    public List<HistoryEntry> read(RecordType<?> type, RecordId record, int limit) {
        Columns columns = Columns.of(platform.types(), type, platform.callers().current());
        List<Stored> all = new ArrayList<>(known(stored(record)));
        java.util.Collections.reverse(all);
        List<Stored> shown = all.subList(0, Math.min(limit, all.size()));
        Set<Long> people = new LinkedHashSet<>();
        shown.forEach(s -> people.add(s.by()));
        people.remove(0L);
        Map<Long, String> names =
                people.isEmpty() ? Map.of() : platform.directory().names(people);
        return shown.stream()
                .map(s -> new HistoryEntry(
                        s.version(),
                        s.at(),
                        s.by(),
                        names.getOrDefault(s.by(), ""),
                        s.door(),
                        s.what(),
                        visible(columns, s)))
                .toList();
    }

    /** Steps of linking carry the title of the other end; who may not see that end has no such step. */
    private List<Stored> known(List<Stored> all) {
        Set<RecordId> others = new LinkedHashSet<>();
        all.stream().filter(Stored::linking).forEach(step -> others.add(step.other()));
        if (others.isEmpty()) return all;
        Map<RecordId, String> seen = new HashMap<>(titles.of(others, false));
        others.removeAll(seen.keySet());
        seen.putAll(titles.of(others, true));
        return all.stream()
                .filter(step -> !step.linking() || seen.containsKey(step.other()))
                .map(step -> step.linking() ? step.to(seen.get(step.other())) : step)
                .toList();
    }

    private static Map<String, Change> visible(Columns columns, Stored stored) {
        boolean sharing = stored.linking() || stored.what().endsWith("hared");
        Map<String, Change> shown = new LinkedHashMap<>();
        stored.changes().forEach((name, change) -> {
            Optional<Column> column = columns.find(name);
            boolean fixed = column.filter(c -> c.field().isEmpty()).isPresent();
            if (sharing) shown.put(name, change);
            else if (column.isPresent() && (!fixed || SHOWN.contains(name))) {
                shown.put(name, new Change(typed(column.get(), change.from()), typed(column.get(), change.to())));
            }
        });
        return shown;
    }

    /** The state after the last change up to the time; empty when there was none yet. */
    public Optional<Row> at(RecordType<?> type, RecordId record, Instant time) {
        Columns columns = Columns.of(platform.types(), type, platform.callers().current());
        Map<String, Object> state = new HashMap<>();
        long version = 0;
        for (Stored step : stored(record)) {
            if (step.at().isAfter(time)) break;
            if (step.linking()) continue;
            version = step.version();
            step.changes().forEach((name, change) -> state.put(name, change.to()));
        }
        if (version == 0) return Optional.empty();
        Map<String, Object> values = new LinkedHashMap<>();
        for (Column column : columns.declared()) {
            Object then = typed(column, state.get(column.name()));
            boolean text = column.javaType() == String.class;
            values.put(column.name(), then == null && text ? "" : then);
        }
        String title = String.valueOf(state.getOrDefault(TITLE, ""));
        String number = String.valueOf(state.getOrDefault(NUMBER, ""));
        return Optional.of(new Row(record, version, number, title, values, Map.of()));
    }

    /** Back from JSON into the form of rows. */
    private static Object typed(Column column, Object stored) {
        if (stored == null) return null;
        try {
            Object read = new Coercion(java.time.ZoneOffset.UTC).read(column, stored);
            return Cells.of(column.kind(), read);
        } catch (Coercion.Misfit e) {
            return stored;
        }
    }
}
