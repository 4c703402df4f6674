package org.stepwise.records.internal.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.job.Progress;
import org.stepwise.kernel.api.record.Entity;
import org.stepwise.kernel.api.record.Field;
import org.stepwise.kernel.api.record.Imports;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.records.internal.Engine;
import org.stepwise.records.internal.core.Column;
import org.stepwise.records.internal.core.Columns;
import org.stepwise.records.internal.core.Platform;
import org.stepwise.records.internal.save.Bulk;

/** One import under way: every row is read, looked up and checked; then all are written, or none. */
final class Reading<T extends Entity> {
    private static final Logger LOG = LoggerFactory.getLogger(Reading.class);
    private final Engine engine;
    private final Platform platform;
    private final RecordType<T> type;
    private final Table table;
    private final Headings headings;
    private final Words words;
    private final References references;
    private final Keys keys;
    private final Exported exported;
    private final List<Imports.RowError> errors = new ArrayList<>();
    private int created;
    private int updated;
    private int unchanged;
    private long passed;

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
        this.exported = new Exported(engine);
    }

    /** All rows are checked, without writing; then checked again and written in one transaction, or none is. */
    Imports.Report run(boolean dryRun, Progress progress) {
        errors.addAll(headings.errors());
        if (errors.isEmpty()) {
            platform.tx().run(this::lookUp);
            int passes = dryRun ? 1 : 2;
            table.chunks(chunk -> {
                platform.tx().run(() -> {
                    readExisting(chunk);
                    chunk.forEach(line -> check(line).ifPresent(this::count));
                });
                passed += chunk.size();
                progress.at(passed / passes, table.size());
            });
        }
        if (errors.isEmpty() && !dryRun) write(progress);
        if (!errors.isEmpty()) return report(0, 0, 0);
        return report(created, updated, unchanged);
    }

    private Imports.Report report(int created, int updated, int unchanged) {
        return new Imports.Report(
                table.size(), created, updated, unchanged, List.copyOf(errors), headings.passedOver());
    }

    private void count(Bulk.Checked<T> one) {
        if (one.isNew()) created++;
        else if (one.changed()) updated++;
        else unchanged++;
    }

    private void write(Progress progress) {
        try {
            platform.tx().run(() -> {
                table.chunks(chunk -> write(chunk, progress));
                platform.audit()
                        .write(
                                "record.imported",
                                type.id(),
                                Map.of("rows", table.size(), "created", created, "updated", updated));
            });
        } catch (Undone badRows) {
            LOG.debug("undone: rows that were good alone are not good together");
        }
    }

    private void write(List<Table.Line> chunk, Progress progress) {
        List<Bulk.Checked<T>> ready = new ArrayList<>();
        readExisting(chunk);
        chunk.forEach(line -> check(line).ifPresent(ready::add));
        if (!errors.isEmpty()) throw new Undone();
        engine.bulk().write(type, ready);
        platform.tx().entities(type.entity()).flush();
        platform.tx().entities(type.entity()).clear();
        passed += chunk.size();
        progress.at(passed / 2, table.size());
    }

    private void readExisting(List<Table.Line> chunk) {
        engine.bulk()
                .read(
                        type,
                        chunk.stream()
                                .flatMap(line -> keys.existing(line).stream())
                                .collect(Collectors.toSet()));
    }

    /** Takes the transaction back; the errors are told already. */
    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The bad rows as they were, with the column and what is wrong. @return how many */
    int bad(Writing sheet, Labels labels, Locale locale) {
        Map<Integer, List<Violation>> byRow = new HashMap<>();
        errors.forEach(error ->
                byRow.computeIfAbsent(error.row(), row -> new ArrayList<>()).add(error.violation()));
        List<Object> heads = new ArrayList<>(table.headings());
        heads.removeIf(head -> labels.ofBadRows(head.toString()));
        int width = heads.size();
        heads.addAll(labels.badRows(locale));
        sheet.row(heads);
        table.each(line -> {
            List<Violation> wrong = byRow.getOrDefault(line.number(), List.of());
            if (!wrong.isEmpty()) sheet.row(bad(line, width, wrong, labels, locale));
        });
        return byRow.size();
    }

    private List<Object> bad(Table.Line line, int width, List<Violation> wrong, Labels labels, Locale locale) {
        List<Object> cells = new ArrayList<>();
        for (int at = 0; at < line.cells().size(); at++) {
            boolean own = at < table.headings().size()
                    && !labels.ofBadRows(table.headings().get(at));
            if (own) cells.add(line.cell(at));
        }
        while (cells.size() < width) cells.add(null);
        cells.add(String.join(
                ", ",
                wrong.stream()
                        .map(Violation::field)
                        .filter(field -> !field.isEmpty())
                        .map(field -> labels.heading(type, field, locale))
                        .distinct()
                        .toList()));
        cells.add(String.join(
                " ", wrong.stream().map(one -> labels.text(locale, one)).toList()));
        return cells;
    }

    private void lookUp() {
        Map<String, Set<String>> wanted = new TreeMap<>();
        headings.columns().forEach((at, column) -> {
            if (column.ref().isEmpty()) return;
            Set<String> texts = wanted.computeIfAbsent(column.ref(), t -> new LinkedHashSet<>());
            table.each(line -> text(line, at).ifPresent(texts::add));
        });
        wanted.forEach(references::learn);
        keys.learn(table);
        Set<Long> existing = new LinkedHashSet<>();
        table.each(line -> keys.existing(line).ifPresent(existing::add));
        exported.learn(type, headings.columns().values(), existing);
    }

    static Optional<String> text(Table.Line line, int at) {
        Object cell = line.cell(at);
        if (cell == null) return Optional.empty();
        return Optional.of(cell instanceof java.math.BigDecimal number ? Words.plain(number) : cell.toString());
    }

    /** A record that the caller may not see is answered as one that is missing. */
    private Optional<Bulk.Checked<T>> check(Table.Line line) {
        Optional<Long> existing = keys.existing(line);
        int before = errors.size();
        try {
            return check(line, existing);
        } catch (NotFound unseen) {
            errors.subList(before, errors.size()).clear();
            keys.hide(existing.orElseThrow(() -> unseen));
            return check(line);
        }
    }

    private Optional<Bulk.Checked<T>> check(Table.Line line, Optional<Long> existing) {
        Map<Column, Violation> wrong = new LinkedHashMap<>(keys.wrong(line));
        Map<String, Object> values = values(line, existing, wrong);
        if (wrong.isEmpty()) return save(line, existing, values);
        wrong.values().forEach(violation -> error(line, violation));
        shape(line, existing, values, wrong);
        return Optional.empty();
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
        } catch (NotFound unseen) {
            if (existing.isPresent()) throw unseen;
            error(line, of(unseen));
        } catch (Forbidden refused) {
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

    private Map<String, Object> values(Table.Line line, Optional<Long> existing, Map<Column, Violation> wrong) {
        Map<String, Object> values = new HashMap<>();
        headings.columns().forEach((at, column) -> {
            if (column.name().equals("number") && column.field().isEmpty()) return;
            if (column.field().filter(Field::isReadOnly).isPresent()) return;
            Object cell = line.cell(at);
            String text = text(line, at).orElse("");
            if (existing.isPresent() && exported.says(column, existing.get(), text)) return;
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
