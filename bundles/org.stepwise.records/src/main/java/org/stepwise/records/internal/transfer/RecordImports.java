package org.stepwise.records.internal.transfer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.job.Jobs;
import org.stepwise.kernel.api.job.Progress;
import org.stepwise.kernel.api.record.Entity;
import org.stepwise.kernel.api.record.FieldKind;
import org.stepwise.kernel.api.record.Imports;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.records.internal.Engine;
import org.stepwise.records.internal.RecordGateway;
import org.stepwise.records.internal.core.Column;
import org.stepwise.records.internal.core.Columns;
import org.stepwise.sheets.SheetRules;

/** Import and export of any record type (REC-7). */
@Component(service = Imports.class)
public final class RecordImports implements Imports {
    private static final int CHUNK = 500;
    private static final int NOTED = 50;
    private static final String CSV_MEDIA = "text/csv;charset=UTF-8";
    private static final String XLSX_MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final Progress QUIET = new Progress() {
        @Override
        public void at(long done, long total) {}

        @Override
        public void note(String key, Map<String, Object> args) {}
    };
    private final RecordGateway records;
    private final Engine engine;
    private final Labels labels;
    private final Jobs jobs;
    private final Settings settings;

    @Activate
    public RecordImports(
            @Reference RecordGateway records,
            @Reference Texts texts,
            @Reference Jobs jobs,
            @Reference Settings settings) {
        this.jobs = jobs;
        this.settings = settings;
        this.records = records;
        this.engine = records.engine();
        this.labels = new Labels(texts, engine.platform().choices());
    }

    @Override
    public Report read(String type, InputStream file, boolean dryRun) {
        return read(type, file, dryRun, QUIET);
    }

    private Report read(String type, InputStream file, boolean dryRun, Progress progress) {
        RecordType<?> found = importable(type);
        try (Table table = SheetFile.read(file, settings.get(SheetRules.class))) {
            return reading(found, table).run(dryRun, progress);
        }
    }

    private RecordType<?> importable(String type) {
        Caller caller = engine.gate().writer();
        if (caller.leaving()) throw new Forbidden("kernel.problem.leaving");
        RecordType<?> found = engine.gate().open(type);
        boolean may = engine.gate().may(found, Actions.CREATE) || engine.gate().may(found, Actions.EDIT);
        if (!may) throw Forbidden.of(Actions.CREATE, type);
        return found;
    }

    private <T extends Entity> Reading<T> reading(RecordType<T> type, Table table) {
        return new Reading<>(engine, type, table, labels);
    }

    @Override
    public int badRows(String type, InputStream file, Format format, OutputStream out) {
        RecordType<?> found = importable(type);
        try (Table table = SheetFile.read(file, settings.get(SheetRules.class));
                Writing sheet = Writing.of(format, out, found.table())) {
            Reading<?> reading = reading(found, table);
            Report report = reading.run(true, QUIET);
            List<Violation> headings = report.errors().stream()
                    .filter(error -> error.row() == 1)
                    .map(RowError::violation)
                    .toList();
            if (!headings.isEmpty()) throw new Invalid(headings);
            return reading.bad(sheet, labels, engine.gate().caller().locale());
        }
    }

    @Override
    public long later(String type, InputStream file) {
        importable(type);
        Path kept = SheetFile.keep(file, settings.get(SheetRules.class));
        return jobs.start("kernel.import.job", progress -> background(type, kept, progress));
    }

    private void background(String type, Path kept, Progress progress) {
        try (InputStream file = Files.newInputStream(kept)) {
            Report report = unlessClosed(type, () -> read(type, file, false, progress));
            for (RowError error : report.first(NOTED)) {
                Violation wrong = error.violation();
                progress.note("kernel.import.note.row", Map.of("row", error.row(), "field", wrong.field()));
                progress.note(wrong.code(), wrong.args());
            }
            if (!report.errors().isEmpty()) {
                leave(type, kept, progress);
                throw new Conflict(
                        "kernel.import.note.bad",
                        Map.of("count", report.errors().size()));
            }
            Map<String, Object> counts =
                    Map.of("created", report.created(), "updated", report.updated(), "unchanged", report.unchanged());
            progress.note("kernel.import.note.done", counts);
            passedOver(report, progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            kept.toFile().delete();
        }
    }

    /** A module that was closed under the import's feet is told as that, whatever broke first; then nothing was written. */
    private Report unlessClosed(String type, Supplier<Report> work) {
        try {
            return work.get();
        } catch (Progress.Cancelled cancelled) {
            throw cancelled;
        } catch (RuntimeException | LinkageError e) {
            if (open(type)) throw e;
            Conflict closed = new Conflict("kernel.import.note.closed");
            closed.initCause(e);
            throw closed;
        }
    }

    private boolean open(String type) {
        try {
            engine.gate().open(type);
            return true;
        } catch (NotFound closed) {
            return false;
        }
    }

    private static void passedOver(Report report, Progress progress) {
        if (report.passedOver().isEmpty()) return;
        progress.note("kernel.import.note.passedOver", Map.of("columns", String.join(", ", report.passedOver())));
    }

    /** The bad rows with the reasons, in the kind of the file that came; wrong headings are told by the notes alone. */
    private void leave(String type, Path kept, Progress progress) throws IOException {
        Format format = SheetFile.format(kept);
        ByteArrayOutputStream bad = new ByteArrayOutputStream();
        try (InputStream file = Files.newInputStream(kept)) {
            badRows(type, file, format, bad);
        } catch (Invalid headings) {
            return;
        }
        boolean csv = format == Format.CSV;
        progress.file("errors" + (csv ? ".csv" : ".xlsx"), csv ? CSV_MEDIA : XLSX_MEDIA, bad.toByteArray());
    }

    @Override
    public long write(String type, Query query, Format format, OutputStream out) {
        RecordType<?> found = engine.gate().open(type);
        Caller caller = engine.gate().caller();
        Columns all = Columns.of(engine.platform().types(), found, caller);
        List<Column> columns = query.fields().isEmpty() ? Headings.importable(all) : all.chosen(query.fields());
        Path kept = temporary();
        try {
            long rows;
            try (OutputStream file = Files.newOutputStream(kept);
                    Writing sheet = Writing.of(format, file, found.table())) {
                sheet.row(headings(found, columns, caller.locale()));
                rows = rows(found, query, columns, sheet, caller);
            }
            Files.copy(kept, out);
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            kept.toFile().delete();
        }
    }

    /** The database is read to a file first: no slow reader holds a transaction open. */
    private static Path temporary() {
        try {
            return Files.createTempFile("stepwise-export", ".tmp");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> headings(RecordType<?> type, List<Column> columns, Locale locale) {
        return columns.stream().map(c -> labels.heading(type, c.name(), locale)).toList();
    }

    private long rows(RecordType<?> type, Query query, List<Column> columns, Writing sheet, Caller caller) {
        Query chosen = query.fields(columns.stream().map(Column::name).toList());
        List<Row> waiting = new ArrayList<>();
        return engine.platform().tx().get(() -> {
            long rows = records.export(type.id(), chosen, row -> {
                waiting.add(row);
                if (waiting.size() == CHUNK) flush(type, waiting, columns, sheet, caller);
            });
            flush(type, waiting, columns, sheet, caller);
            return rows;
        });
    }

    private void flush(RecordType<?> type, List<Row> waiting, List<Column> columns, Writing sheet, Caller caller) {
        for (Row row : engine.titles().refer(waiting, columns)) {
            List<Object> cells = new ArrayList<>();
            for (Column column : columns) cells.add(cell(type, row, column, caller));
            sheet.row(cells);
        }
        waiting.clear();
    }

    private Object cell(RecordType<?> type, Row row, Column column, Caller caller) {
        Object value = row.value(column.name());
        if (value == null) return null;
        if (column.kind() == FieldKind.REFERENCE) return row.references().getOrDefault(column.name(), "");
        if (value instanceof Instant moment) {
            return LocalDateTime.ofInstant(moment, caller.zone())
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString();
        }
        boolean labelled =
                column.kind() == FieldKind.ENUM || column.kind() == FieldKind.CHOICE || column.kind() == FieldKind.FLAG;
        return labelled && !value.equals("") ? labels.value(type, column, value, caller.locale()) : value;
    }

    @Override
    public void template(String type, Format format, OutputStream out) {
        RecordType<?> found = engine.gate().open(type);
        Caller caller = engine.gate().caller();
        Columns all = Columns.of(engine.platform().types(), found, caller);
        List<Column> columns = Headings.writable(all, caller);
        try (Writing sheet = Writing.of(format, out, found.table())) {
            sheet.row(headings(found, columns, caller.locale()));
            if (sheet.sheet(labels.text(caller.locale(), "kernel.template.sheet"))) {
                explain(found, columns, sheet, caller.locale());
            }
        }
    }

    private void explain(RecordType<?> type, List<Column> columns, Writing sheet, Locale locale) {
        List<String> heads = List.of("label", "field", "kind", "required", "choices");
        sheet.row(heads.stream()
                .map(head -> labels.text(locale, "kernel.template." + head))
                .toList());
        for (Column column : columns) {
            boolean required = Column.required(column.field().orElseThrow());
            sheet.row(List.of(
                    labels.heading(type, column.name(), locale),
                    column.name(),
                    labels.text(locale, "kernel.kind." + column.kind()),
                    labels.text(locale, required ? "kernel.yes" : "kernel.no"),
                    choices(type, column, locale)));
        }
    }

    private String choices(RecordType<?> type, Column column, Locale locale) {
        return switch (column.kind()) {
            case ENUM ->
                String.join(
                        ", ",
                        Arrays.stream(column.javaType().getEnumConstants())
                                .map(one -> labels.value(type, column, ((Enum<?>) one).name(), locale))
                                .toList());
            case CHOICE ->
                String.join(
                        ", ",
                        labels.choices().items(column.field().orElseThrow().choices()).stream()
                                .map(item -> item.label(locale))
                                .toList());
            default -> "";
        };
    }
}
