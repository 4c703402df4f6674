package org.stepwise.kernel.internal.module;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.tx.Sql;

/**
 * Keeps taking a module away and opening a phase with it apart, on one node and on several: both take the one turn in the transaction
 * that decides, and every removal is counted, so that an opening sees one that came while it installed. Nothing is left by a crash.
 */
public final class Removals {
    private final Sql sql;

    public Removals(Sql sql) {
        this.sql = sql;
    }

    /** To the end of the running transaction nobody else opens a phase or takes a module away. */
    void take() {
        sql.update("update kernel_turn set taken = taken + 1 where name = 'modules'");
    }

    /** Notes a removal in the running transaction. */
    void count(String module) {
        take();
        if (sql.update("update kernel_removal set removals = removals + 1 where module = ?", module) == 0) {
            sql.update("insert into kernel_removal (module, removals) values (?, 1)", module);
        }
    }

    /** Notes the end of a purge in the running transaction. */
    void purged(String module) {
        count(module);
        sql.update("update kernel_removal set purges = purges + 1 where module = ?", module);
    }

    /** How often a module was taken away, and its data removed for good. */
    record Marks(long removals, long purges) {
        static final Marks NONE = new Marks(0, 0);
    }

    Marks marks(String module) {
        return sql.first(
                        "select removals, purges from kernel_removal where module = ?",
                        row -> new Marks(row.number(1), row.number(2)),
                        module)
                .orElse(Marks.NONE);
    }

    boolean purging(String module) {
        return sql.number("select count(*) from kernel_purge where module = ?", module) > 0;
    }

    void refusePurging(String module) {
        if (purging(module)) throw new Conflict("kernel.problem.purgeUnfinished", Map.of("module", module));
    }

    /** Before installing: removals so far, by module. */
    public Map<String, Long> before(Collection<String> modules) {
        Map<String, Long> counts = new TreeMap<>();
        for (String module : modules) {
            refusePurging(module);
            counts.put(module, marks(module).removals());
        }
        return counts;
    }

    /** After installing, in the transaction that opens: refuses when one of the modules was taken away meanwhile. */
    public void refuseRemoved(Map<String, Long> before) {
        take();
        before.forEach((module, count) -> {
            refusePurging(module);
            if (marks(module).removals() != count) {
                throw new Conflict("kernel.problem.moduleRemovedMeanwhile", Map.of("module", module));
            }
        });
    }
}
