package org.stepwise.kernel.internal.directory.orgimport;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.directory.OrgImport;
import org.stepwise.kernel.api.job.Jobs;
import org.stepwise.kernel.api.record.Imports;
import org.stepwise.kernel.api.record.Journal;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.text.SearchKeys;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.directory.OrgIndex;
import org.stepwise.kernel.internal.directory.Shape;
import org.stepwise.sheets.SheetRules;

/**
 * Organisation import (DIR-6): the file is read and checked without a transaction; then one short transaction checks it once more
 * against what is there now, and writes in batches. Closures are computed once.
 */
@Component(service = OrgImport.class)
public final class OrgSpreadsheets implements OrgImport {
    private static final String TYPE = "directory.person";
    private static final int PARTS = 3;

    /** Comes with the records engine; without it names are found by their small letters. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile SearchKeys keys;

    /** Comes with the records engine too; without it nobody keeps a history. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Journal journal;

    private final Transactions tx;
    private final OrgIndex index;
    private final Access access;
    private final Callers callers;
    private final Audit audit;
    private final Texts texts;
    private final Clock clock;
    private final Settings settings;
    private final Background background;

    @Activate
    public OrgSpreadsheets(
            @Reference Transactions tx,
            @Reference OrgIndex index,
            @Reference Access access,
            @Reference Callers callers,
            @Reference Audit audit,
            @Reference Texts texts,
            @Reference Jobs jobs,
            @Reference Clock clock,
            @Reference Settings settings) {
        this.tx = tx;
        this.index = index;
        this.access = access;
        this.callers = callers;
        this.audit = audit;
        this.texts = texts;
        this.clock = clock;
        this.settings = settings;
        this.background = new Background(jobs, texts, callers);
    }

    @Override
    public Imports.Report read(InputStream file, String filename, boolean dryRun) {
        return read(file, filename, dryRun, rows -> {});
    }

    /** @param steps told how many rows there are before each part of the work */
    private Imports.Report read(InputStream file, String filename, boolean dryRun, LongConsumer steps) {
        require(Actions.ADMINISTER);
        Findings findings = new Findings();
        Map<SheetKind, List<Line>> lines =
                new SheetReader(new Headings(texts), findings, settings.get(SheetRules.class)).read(file, filename);
        long rows = lines.values().stream().mapToLong(List::size).sum();
        steps.accept(rows);
        AtomicLong none = new AtomicLong();
        OrgState state = tx.read(() -> OrgState.read(tx.sql()));
        OrgPlan rehearsed = new OrgPlan(state, lines, findings, none::decrementAndGet);
        if (dryRun || !findings.none()) return report(rehearsed, findings);
        steps.accept(rows);
        return tx.get(() -> {
            Imports.Report written = write(lines, filename);
            steps.accept(rows);
            return written;
        });
    }

    @Override
    public long later(InputStream file, String filename) {
        require(Actions.ADMINISTER);
        return background.start(file, (kept, progress) -> {
            long[] part = new long[1];
            return read(kept, filename, false, rows -> progress.at(part[0]++ * rows / PARTS, rows));
        });
    }

    private Imports.Report write(Map<SheetKind, List<Line>> lines, String filename) {
        index.turn();
        Findings findings = new Findings();
        OrgState state = OrgState.read(tx.sql());
        OrgPlan plan = new OrgPlan(state, lines, findings, () -> tx.sql().nextId(Shape.PRINCIPALS));
        if (!findings.none()) return report(plan, findings);
        long by = callers.find().map(Caller::person).orElse(0L);
        SearchKeys spelling = Optional.ofNullable(keys).orElseGet(SmallLetters::new);
        LocalDate today = LocalDate.now(clock);
        Written written = new Written(tx.sql());
        new OrgWriter(tx.sql(), spelling, by, clock.instant(), today, written).write(plan);
        Optional.ofNullable(journal).ifPresent(kept -> kept.imported(written.steps()));
        index.changed();
        index.settle();
        Imports.Report report = report(plan, findings);
        audit.write(
                "directory.imported",
                filename,
                Map.of("created", report.created(), "updated", report.updated(), "unchanged", report.unchanged()));
        return report;
    }

    private static Imports.Report report(OrgPlan plan, Findings findings) {
        return new Imports.Report(plan.rows(), plan.created(), plan.updated(), plan.unchanged(), findings.all());
    }

    private void require(String action) {
        if (!access.may(callers.current(), TYPE, action)) throw Forbidden.of(action, TYPE);
    }

    @Override
    public void export(OutputStream file, Imports.Format format) {
        require(Actions.EXPORT);
        OrgState state = tx.read(() -> OrgState.read(tx.sql()));
        OrgTables tables = new OrgTables(state);
        if (format == Imports.Format.XLSX)
            new SheetWriter(texts, callers.current().locale()).workbook(tables.all(), file);
        else SheetWriter.zip(tables.all(), file);
        tx.run(() -> audit.write(
                "directory.exported", "", Map.of("people", state.people().size(), "format", format)));
    }

    @Override
    public void template(OutputStream file) {
        require(Actions.ADMINISTER);
        new SheetWriter(texts, callers.current().locale()).template(file);
    }

    /** Search keys without knowledge of Chinese. */
    private static final class SmallLetters implements SearchKeys {
        @Override
        public String name(String text) {
            return text.strip().toLowerCase(java.util.Locale.ROOT);
        }

        @Override
        public String pinyin(String text) {
            return "";
        }
    }
}
