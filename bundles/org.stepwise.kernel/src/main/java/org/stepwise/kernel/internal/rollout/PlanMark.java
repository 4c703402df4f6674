package org.stepwise.kernel.internal.rollout;

import java.util.Map;
import java.util.TreeMap;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.internal.access.Stamps;

/** Whether somebody changed what servers follow since one looked last: a few small rows. */
record PlanMark(long phases, long removals, Map<String, String> versions) {
    static PlanMark read(Sql sql) {
        Map<String, String> versions = new TreeMap<>();
        sql.each("select module, version from kernel_release_state", row -> versions.put(row.text(1), row.text(2)));
        return new PlanMark(
                sql.number("select value from kernel_stamp where name = ?", Stamps.ROLLOUT),
                sql.number("select coalesce(sum(removals + purges), 0) from kernel_removal"),
                versions);
    }
}
