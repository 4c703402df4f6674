package org.stepwise.kernel.internal.rollout;

import java.util.HashMap;
import java.util.Map;
import org.stepwise.kernel.api.rollout.Preparation;
import org.stepwise.kernel.api.tx.Sql;

/** What phases ask of people, by the phase's id; every method runs in the surrounding transaction. */
record PreparationTable(Sql sql) {
    Map<Long, Preparation> all() {
        Map<Long, Preparation> found = new HashMap<>();
        sql.each(
                "select phase_id, rules from rollout_preparation",
                row -> found.put(row.number(1), new Preparation(row.flag(2))));
        return found;
    }

    Preparation of(long phase) {
        return sql.first(
                        "select rules from rollout_preparation where phase_id = ?",
                        row -> new Preparation(row.flag(1)),
                        phase)
                .orElse(Preparation.NONE);
    }

    void write(long phase, Preparation wanted) {
        int there = sql.update("update rollout_preparation set rules = ? where phase_id = ?", wanted.rules(), phase);
        if (there == 0)
            sql.update("insert into rollout_preparation (phase_id, rules) values (?, ?)", phase, wanted.rules());
    }
}
