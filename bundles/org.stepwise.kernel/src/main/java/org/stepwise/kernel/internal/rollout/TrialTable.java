package org.stepwise.kernel.internal.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Field;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.Trial;
import org.stepwise.kernel.api.tx.Sql;

/** The tables of trials and of the marks on what they made. Every method runs in the surrounding transaction. */
record TrialTable(Sql sql) {
    private static final String UNMARKED =
            " and not exists (select 1 from rollout_rehearsed n where n.type = '%s' and n.record_id = t.id)";

    private static final int SOME = 500;

    /** A trial as it is stored. @param liveBy who wanted the phase to go live when it has been cleared, 0 the system @param reason why, whatever it lacks */
    record Stored(Trial.State state, Instant since, boolean goesLive, long liveBy, String reason) {}

    Optional<Stored> find(long phase) {
        return sql.first(
                "select state, since, goes_live, live_by, live_reason from rollout_trial where phase_id = ?",
                row -> new Stored(
                        Trial.State.valueOf(row.text(1)),
                        row.instant(2).orElse(Instant.EPOCH),
                        row.flag(3),
                        row.number(4),
                        row.text(5)),
                phase);
    }

    /** @throws Conflict when there is one, be it ended */
    void refuse(Phase phase) {
        if (find(phase.id()).isEmpty()) return;
        throw new Conflict("rollout.problem.trial.open", Map.of("phase", phase.code()));
    }

    Set<Long> members(long phase, boolean units) {
        return new TreeSet<>(sql.list(
                "select member_id from rollout_trial_member where phase_id = ? and is_unit = ?",
                row -> row.number(1),
                phase,
                units));
    }

    /** @param below principal 'the unit and all below' of a unit */
    void open(long phase, Set<Long> units, Set<Long> persons, LongUnaryOperator below, Instant at) {
        if (find(phase).isPresent()) state(phase, Trial.State.OPEN);
        else
            sql.update(
                    "insert into rollout_trial (phase_id, state, since) values (?, ?, ?)", phase, Trial.State.OPEN, at);
        sql.update("delete from rollout_trial_member where phase_id = ?", phase);
        List<Object[]> members = new ArrayList<>();
        for (long unit : units) members.add(new Object[] {phase, unit, below.applyAsLong(unit), true});
        for (long person : persons) members.add(new Object[] {phase, person, person, false});
        sql.batch(
                "insert into rollout_trial_member (phase_id, member_id, principal_id, is_unit) values (?, ?, ?, ?)",
                members);
    }

    /** The phase does not go live by itself after that. */
    void state(long phase, Trial.State state) {
        sql.update(
                "update rollout_trial set state = ?, goes_live = false, live_by = 0 where phase_id = ?", state, phase);
    }

    /** Its records are removed, and then it goes live. @param by who wants it */
    void clearThenLive(long phase, long by, String reason) {
        sql.update(
                "update rollout_trial set state = ?, goes_live = true, live_by = ?, live_reason = ? where phase_id = ?",
                Trial.State.CLEARING,
                by,
                reason,
                phase);
    }

    void remove(long phase) {
        sql.update("delete from rollout_trial_member where phase_id = ?", phase);
        sql.update("delete from rollout_trial where phase_id = ?", phase);
    }

    /** Codes of phases whose records are being removed. */
    List<String> clearing() {
        return sql.list(
                "select p.code from rollout_trial t join rollout_phase p on p.id = t.phase_id where t.state = 'CLEARING'"
                        + " order by p.id",
                row -> row.text(1));
    }

    Map<String, Long> made(long phase) {
        Map<String, Long> made = new TreeMap<>();
        sql.each(
                "select type, count(*) from rollout_rehearsed where phase_id = ? group by type",
                row -> made.put(row.text(1), row.number(2)),
                phase);
        return made;
    }

    long count(long phase) {
        return sql.number("select count(*) from rollout_rehearsed where phase_id = ?", phase);
    }

    /** The next marked records of a type, by id. */
    List<Long> some(long phase, String type, long after) {
        return sql.list(
                "select record_id from rollout_rehearsed where phase_id = ? and type = ? and record_id > ?"
                        + " order by record_id" + sql.limit(SOME),
                row -> row.number(1),
                phase,
                type,
                after);
    }

    void mark(RecordId record, long phase) {
        sql.update(
                "insert into rollout_rehearsed (type, record_id, phase_id) values (?, ?, ?)",
                record.type(),
                record.id(),
                phase);
    }

    void unmark(String type, Collection<Long> records) {
        sql.update("delete from rollout_rehearsed where type = ? and record_id in (?)", type, records);
    }

    void unmarkAll(long phase) {
        sql.update("delete from rollout_rehearsed where phase_id = ?", phase);
    }

    /** Parts belong to their wholes, whoever made them. */
    void markParts(long phase, Types types) {
        for (RecordType<?> type : types.all()) {
            Optional<Field> part = type.part();
            if (part.isEmpty()) continue;
            sql.update(
                    "insert into rollout_rehearsed (type, record_id, phase_id) select '" + type.id()
                            + "', t.id, m.phase_id from " + type.table() + " t join rollout_rehearsed m on m.type = ?"
                            + " and m.record_id = t."
                            + types.column(type, part.get().name())
                            + " where m.phase_id = ?" + UNMARKED.formatted(type.id()),
                    part.get().ref(),
                    phase);
        }
    }
}
