package org.stepwise.kernel.internal.rollout;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.stepwise.kernel.api.record.Field;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.tx.Sql;

/** References between a trial's records and those outside of it. Every method runs in the surrounding transaction. */
record TrialReferences(Sql sql, Types types, long phase) {
    private static final String UNMARKED =
            " and not exists (select 1 from rollout_rehearsed n where n.type = ? and n.record_id = ";
    /** People and units are everybody's: that they are referred to changes nothing for them. */
    private static final String PEOPLE = "directory.";

    /** Those of the type that records outside of any trial refer to. */
    long held(String referred) {
        Set<Long> held = new TreeSet<>();
        collect(held, referred, "", Set.of());
        return held.size();
    }

    /** Of these records those that records outside of any trial refer to. */
    Set<Long> held(String referred, Collection<Long> some) {
        Set<Long> held = new TreeSet<>();
        collect(held, referred, " and m.record_id in (?)", some);
        return held;
    }

    private void collect(Set<Long> held, String referred, String which, Collection<Long> some) {
        for (RecordType<?> type : types.all()) {
            for (Field field : type.fields()) {
                if (!field.ref().equals(referred)) continue;
                String text = "select distinct m.record_id from " + type.table()
                        + " t join rollout_rehearsed m on m.type = ? and m.record_id = t."
                        + types.column(type, field.name()) + " where m.phase_id = ?" + UNMARKED + "t.id)" + which;
                Object[] args = some.isEmpty()
                        ? new Object[] {referred, phase, type.id()}
                        : new Object[] {referred, phase, type.id(), some};
                sql.each(text, row -> held.add(row.number(1)), args);
            }
        }
    }

    /** Of these records those that refer to one outside of any trial, whose rules may want to know that they go. */
    Set<Long> outward(RecordType<?> type, Collection<Long> some) {
        Set<Long> found = new TreeSet<>();
        for (Field field : type.fields()) {
            Optional<RecordType<?>> target =
                    field.ref().isEmpty() || field.ref().startsWith(PEOPLE)
                            ? Optional.empty()
                            : types.find(field.ref());
            if (target.isEmpty()) continue;
            String column = "t." + types.column(type, field.name());
            sql.each(
                    "select t.id from " + type.table() + " t where t.id in (?) and " + column + " is not null"
                            + UNMARKED + column + ")",
                    row -> found.add(row.number(1)),
                    some,
                    field.ref());
        }
        return found;
    }
}
