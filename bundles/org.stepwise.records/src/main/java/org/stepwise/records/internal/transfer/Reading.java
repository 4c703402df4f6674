package org.stepwise.records.internal.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.record.Entity;
import org.stepwise.kernel.api.record.Imports;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.records.internal.Engine;
import org.stepwise.records.internal.core.Column;
import org.stepwise.records.internal.core.Columns;
import org.stepwise.records.internal.core.Platform;
import org.stepwise.records.internal.save.Bulk;

/** One import under way: every row is read, looked up and checked; then all are written, or none. */
final class Reading<T extends Entity> {
    private static final int CHUNK = 500;
    private final Engine engine;
    private final Platform platform;
    private final RecordType<T> type;
    private final Table table;
    private final Headings headings;
    private final Words words;
    private final References references;
    private final Keys keys;
    private final List<Imports.RowError> errors = new ArrayList<>();
    private final List<Bulk.Checked<T>> checked = new ArrayList<>();

    Reading(Engine engine, RecordType<T> type, Table table, Labels labels) {
        this.engine = engine;
        this.platform = engine.platform();
        this.type = type;
        this.table = table;
        Columns columns = Columns.of(platform.types(), type, engine.gate().caller());
        this.headings = Headings.of(table, columns, labels);
        this.words = new Words(type, labels);
        this.references = new References(platform, engine.gate());
        this.keys = new Keys(platform, type, headings);
    }

    Imports.Report run(boolean dryRun) {
        errors.addAll(headings.errors());
        if (errors.isEmpty()) {
            platform.tx().run(this::lookUp);
            for (int from = 0; from < table.rows().size(); from += CHUNK) {
                List<Table.Line> chunk =
                        table.rows().subList(from, Math.min(table.rows().size(), from + CHUNK));
                platform.tx().run(() -> chunk.forEach(this::check));
            }
        }
        int created = (int) checked.stream().filter(Bulk.Checked::isNew).count();
        int changed = (int) checked.stream().filter(Bulk.Checked::changed).count();
        if (!errors.isEmpty()) return new Imports.Report(table.rows().size(), 0, 0, 0, List.copyOf(errors));
        if (!dryRun) write(created, changed - created);
        return new Imports.Report(table.rows().size(), created, changed - created, checked.size() - changed, List.of());
    }

    private void write(int created, int updated) {
        platform.tx().run(() -> {
            engine.bulk().write(type, checked);
            platform.audit()
                    .write(
                            "record.imported",
                            type.id(),
                            Map.of("rows", table.rows().size(), "created", created, "updated", updated));
        });
    }

    private void lookUp() {
        Map<String, Set<String>> wanted = new TreeMap<>();
        headings.columns().forEach((at, column) -> {
            if (column.ref().isEmpty()) return;
            Set<String> texts = wanted.computeIfAbsent(column.ref(), t -> new LinkedHashSet<>());
            table.rows().forEach(line -> text(line, at).ifPresent(texts::add));
        });
        wanted.forEach(references::learn);
        keys.learn(table);
    }

    static Optional<String> text(Table.Line line, int at) {
        Object cell = line.cell(at);
        if (cell == null) return Optional.empty();
        return Optional.of(cell instanceof java.math.BigDecimal number ? Words.plain(number) : cell.toString());
    }

    private void check(Table.Line line) {
        Optional<Long> existing = keys.existing(line);
        Map<Column, Violation> wrong = new LinkedHashMap<>(keys.wrong(line));
        Map<String, Object> values = values(line, wrong);
        if (!wrong.isEmpty()) {
            wrong.values().forEach(violation -> error(line, violation));
            shape(line, existing, values, wrong);
            return;
        }
        save(line, existing, values).ifPresent(checked::add);
    }

    /** Tells what else is wrong in a row that is refused already. */
    private void shape(
            Table.Line line, Optional<Long> existing, Map<String, Object> values, Map<Column, Violation> wrong) {
        int before = errors.size();
        save(line, existing, values);
        List<Imports.RowError> more = errors.subList(before, errors.size());
        more.removeIf(error -> wrong.values().stream()
                .anyMatch(known -> known.field().equals(error.violation().field())));
    }

    private Optional<Bulk.Checked<T>> save(Table.Line line, Optional<Long> existing, Map<String, Object> values) {
        try {
            if (existing.isEmpty() && !engine.gate().may(type, Actions.CREATE)) {
                throw Forbidden.of(Actions.CREATE, type.id());
            }
            return Optional.of(engine.bulk().check(type, existing.map(id -> RecordId.of(type.id(), id)), values));
        } catch (Invalid invalid) {
            invalid.violations().forEach(violation -> error(line, violation));
        } catch (NotFound | Forbidden refused) {
            error(line, new Violation("", "kernel.import.forbidden"));
        } catch (Conflict conflict) {
            error(line, of(conflict));
        }
        return Optional.empty();
    }

    private static Violation of(Problem problem) {
        return new Violation("", problem.key(), problem.args());
    }

    private void error(Table.Line line, Violation violation) {
        errors.add(new Imports.RowError(table.sheet(), line.number(), violation));
    }

    private Map<String, Object> values(Table.Line line, Map<Column, Violation> wrong) {
        Map<String, Object> values = new HashMap<>();
        headings.columns().forEach((at, column) -> {
            if (column.name().equals("number") && column.field().isEmpty()) return;
            Object cell = line.cell(at);
            if (cell == null) values.put(column.name(), "");
            else if (column.ref().isEmpty()) values.put(column.name(), words.read(column, cell));
            else refer(line, at, column, wrong).ifPresent(id -> values.put(column.name(), id));
        });
        if (values.getOrDefault("ownerId", "x").equals("")) values.remove("ownerId");
        if (values.getOrDefault("securityLevel", "x").equals("")) values.remove("securityLevel");
        return values;
    }

    private Optional<Long> refer(Table.Line line, int at, Column column, Map<Column, Violation> wrong) {
        String text = text(line, at).orElse("");
        Set<Long> ids = references.of(column.ref(), text);
        if (ids.size() == 1) return Optional.of(ids.iterator().next());
        String code = ids.isEmpty() ? "kernel.field.reference" : "kernel.field.ambiguous";
        wrong.put(column, new Violation(column.name(), code, Map.of("field", column.name(), "value", text)));
        return Optional.empty();
    }
}
