package org.stepwise.kernel.internal.module;

import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.job.Progress;
import org.stepwise.kernel.api.module.Keeping;
import org.stepwise.kernel.api.module.Removal;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.audit.Guard;
import org.stepwise.kernel.internal.text.Json;

/**
 * What there is of a module's data, and its end. A purge is noted before its first step and the note goes with its last one, in which
 * the tables fall: until then the module stays closed, and asking again ends what broke off.
 */
@Component(service = Purge.class)
public final class Purge {
    private static final Logger LOG = LoggerFactory.getLogger(Purge.class);
    private final Transactions transactions;
    private final Guard guard;
    private final Audit audit;
    private final Clock clock;
    private final ModuleTables tables;
    private final Removals removals;

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Keeping> keepings = List.of();

    @Activate
    public Purge(
            @Reference Transactions transactions,
            @Reference Guard guard,
            @Reference Audit audit,
            @Reference Clock clock) {
        this.transactions = transactions;
        this.guard = guard;
        this.audit = audit;
        this.clock = clock;
        this.tables = new ModuleTables(transactions.sql());
        this.removals = new Removals(transactions.sql());
    }

    /** Tables first, then what others keep. */
    List<Removal.Holding> held(String module) {
        return transactions.read(() -> {
            List<Removal.Holding> found = tables.counted(module);
            keepings.stream()
                    .map(keeping -> new Removal.Holding(keeping.name(), "", keeping.count(module)))
                    .sorted(Comparator.comparing(Removal.Holding::name))
                    .forEach(found::add);
            return List.copyOf(found);
        });
    }

    void export(String module, ZipArchive archive) {
        transactions.read(() -> {
            for (String table : tables.tables(module)) archive.rows(table, "select * from " + table);
            return true;
        });
        keepings.forEach(keeping -> keeping.export(module, archive));
    }

    /** Has a purge begun that did not come to its end? */
    boolean unfinished(String module) {
        return removals.purging(module);
    }

    void refuseUnfinished(String module) {
        removals.refusePurging(module);
    }

    /** Notes in one transaction that the module is taken away, unless something still uses it; nothing opens it in between. */
    void claim(String module, Runnable refuseUsed) {
        transactions.run(() -> {
            removals.count(module);
            refuseUsed.run();
        });
    }

    /** Once it has begun it is not cancelled. @return what there was, at the beginning of a purge that broke off before */
    List<Removal.Holding> run(String module, Runnable refuseUsed, Progress progress) {
        List<Removal.Holding> held = transactions.get(() -> {
            removals.count(module);
            refuseUsed.run();
            return begin(module);
        });
        long total = held.stream().mapToLong(Removal.Holding::count).sum();
        long[] done = new long[1];
        for (Keeping keeping : keepings) {
            keeping.purge(module, removed -> tell(progress, done[0] += removed, total));
        }
        transactions.run(() -> {
            removals.purged(module);
            tables.drop(module);
            transactions.sql().update("delete from kernel_schema where module = ?", module);
            transactions.sql().update("delete from kernel_purge where module = ?", module);
            audit.write("module.purged", module, counts(held));
        });
        tell(progress, total, total);
        return held;
    }

    private static void tell(Progress progress, long done, long total) {
        try {
            progress.at(Math.min(done, total), total);
        } catch (Progress.Cancelled tooLate) {
            LOG.debug("a purge that has begun is not cancelled");
        }
    }

    private List<Removal.Holding> begin(String module) {
        Optional<Removal.Holding[]> before = transactions
                .sql()
                .first("select held from kernel_purge where module = ?", row -> row.text(1), module)
                .map(text -> Json.read(text, Removal.Holding[].class));
        if (before.isPresent()) return List.of(before.get());
        List<Removal.Holding> held = held(module);
        transactions
                .sql()
                .update(
                        "insert into kernel_purge (module, begun_at, by_id, held) values (?, ?, ?, ?)",
                        module,
                        clock.instant(),
                        guard.current().person(),
                        Json.write(held.toArray(Removal.Holding[]::new)));
        return held;
    }

    static Map<String, Object> counts(List<Removal.Holding> held) {
        Map<String, Object> counts = new LinkedHashMap<>();
        held.forEach(one -> counts.put(one.type().isEmpty() ? one.name() : one.type(), one.count()));
        return counts;
    }
}
