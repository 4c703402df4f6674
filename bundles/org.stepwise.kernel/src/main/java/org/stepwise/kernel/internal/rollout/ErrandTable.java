package org.stepwise.kernel.internal.rollout;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.rollout.Errands.State;
import org.stepwise.kernel.api.rollout.Errands.Task;
import org.stepwise.kernel.api.rollout.Errands.Way;
import org.stepwise.kernel.api.tx.Sql;

/** The table of errands; every method runs in the surrounding transaction. */
record ErrandTable(Sql sql) {
    private static final String SELECT = "select id, address, task_key, person_id, title, task_text, questions, type,"
            + " record_id, due, path, unit_id, phase_id, way, to_person, assigned, state, handed_at, answer, answered_by,"
            + " answered_at from rollout_errand";

    /** @param assigned the board has said who hands in the answer */
    record Kept(
            long id,
            Task task,
            long unit,
            long phase,
            Way way,
            long to,
            boolean assigned,
            State state,
            Instant at,
            String answer,
            String answeredBy,
            Optional<Instant> answeredAt) {}

    Optional<Kept> find(long id) {
        return sql.first(SELECT + " where id = ?", ErrandTable::kept, id);
    }

    Optional<Kept> find(String module, String key) {
        return sql.first(SELECT + " where module = ? and task_key = ?", ErrandTable::kept, module, key);
    }

    List<Long> open() {
        return sql.list("select id from rollout_errand where state = 'OPEN' order by id", row -> row.number(1));
    }

    /** The newest first. @param phase empty for all @param units empty for all @param phases of these, or going to the person; empty optional for all */
    List<Kept> list(
            Optional<State> state,
            Optional<Long> phase,
            Collection<Long> units,
            Optional<Collection<Long>> phases,
            long person,
            int limit) {
        StringBuilder where = new StringBuilder(" where 1 = 1");
        List<Object> args = new ArrayList<>();
        state.ifPresent(one -> {
            where.append(" and state = ?");
            args.add(one);
        });
        phase.ifPresent(one -> {
            where.append(" and phase_id = ?");
            args.add(one);
        });
        if (!units.isEmpty()) {
            where.append(" and unit_id in (?)");
            args.add(units);
        }
        phases.ifPresent(some -> {
            where.append(" and (phase_id in (?) or to_person = ?)");
            args.add(some);
            args.add(person);
        });
        return sql.list(SELECT + where + " order by id desc" + sql.limit(limit), ErrandTable::kept, args.toArray());
    }

    private static Kept kept(Sql.Row row) throws SQLException {
        Optional<RecordId> about =
                row.number(9) == 0 ? Optional.empty() : Optional.of(RecordId.of(row.text(8), row.number(9)));
        Task task = new Task(
                row.text(2),
                row.text(3),
                row.number(4),
                row.text(5),
                row.text(6),
                row.text(7).lines().toList(),
                about,
                row.date(10),
                row.text(11));
        return new Kept(
                row.number(1),
                task,
                row.number(12),
                row.number(13),
                Way.valueOf(row.text(14)),
                row.number(15),
                row.flag(16),
                State.valueOf(row.text(17)),
                row.instant(18).orElse(Instant.EPOCH),
                row.text(19),
                row.text(20),
                row.instant(21));
    }

    /** In place of one of the same key. A task about no record keeps its module in the type, so that it goes with the module's data. */
    long put(Task task, long unit, long phase, Way way, long to, Instant at) {
        sql.update("delete from rollout_errand where module = ? and task_key = ?", task.module(), task.key());
        long id = sql.nextId("rollout_seq");
        sql.update(
                "insert into rollout_errand (id, module, address, task_key, person_id, unit_id, phase_id, title, task_text,"
                        + " questions, type, record_id, due, path, way, to_person, assigned, state, handed_at, answer,"
                        + " answered_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, false, 'OPEN', ?, '', '')",
                id,
                task.module(),
                task.address(),
                task.key(),
                task.person(),
                unit,
                phase,
                task.title(),
                task.text(),
                String.join("\n", task.questions()),
                task.about().map(RecordId::type).orElse(task.module() + "."),
                task.about().map(RecordId::id).orElse(0L),
                task.due(),
                task.path(),
                way,
                to,
                at);
        return id;
    }

    void move(long id, Way way, long to, boolean assigned, State state) {
        sql.update(
                "update rollout_errand set way = ?, to_person = ?, assigned = ?, state = ? where id = ?",
                way,
                to,
                assigned,
                state,
                id);
    }

    /** @return 0 when somebody else was first */
    int done(long id, String answer, String by, Instant at) {
        return sql.update(
                "update rollout_errand set state = 'DONE', answer = ?, answered_by = ?, answered_at = ? where id = ?"
                        + " and state <> 'DONE'",
                answer,
                by,
                at,
                id);
    }
}
