package org.stepwise.kernel.internal.rollout;

import java.util.List;
import org.stepwise.kernel.api.tx.Sql;

/** The table of stand-ins; every method runs in the surrounding transaction. */
record StandInTable(Sql sql) {
    private static final String SELECT = "select id, unit_id, phase_id, module, person_id from rollout_stand_in";

    /** @param unit 0 for those of a phase @param phase 0 for those of a unit @param module "" for every one */
    record Kept(long id, long unit, long phase, String module, long person) {}

    List<Kept> all() {
        return sql.list(SELECT + " order by unit_id, phase_id, module", StandInTable::kept);
    }

    /** Of one of these units or phases, for this module or for every one. */
    List<Kept> of(List<Long> units, List<Long> phases, String module) {
        if (units.isEmpty() && phases.isEmpty()) return List.of();
        return sql.list(
                SELECT + " where module in (?, '') and (unit_id in (?) or phase_id in (?))",
                StandInTable::kept,
                module,
                units,
                phases);
    }

    private static Kept kept(Sql.Row row) {
        return new Kept(row.number(1), row.number(2), row.number(3), row.text(4), row.number(5));
    }

    long put(long unit, long phase, String module, long person) {
        int there = sql.update(
                "update rollout_stand_in set person_id = ? where unit_id = ? and phase_id = ? and module = ?",
                person,
                unit,
                phase,
                module);
        if (there == 0) {
            sql.update(
                    "insert into rollout_stand_in (id, unit_id, phase_id, module, person_id) values (?, ?, ?, ?, ?)",
                    sql.nextId("rollout_seq"),
                    unit,
                    phase,
                    module,
                    person);
        }
        return sql.number(
                "select id from rollout_stand_in where unit_id = ? and phase_id = ? and module = ?",
                unit,
                phase,
                module);
    }

    int remove(long id) {
        return sql.update("delete from rollout_stand_in where id = ?", id);
    }
}
