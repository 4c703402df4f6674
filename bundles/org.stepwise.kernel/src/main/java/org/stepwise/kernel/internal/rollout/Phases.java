package org.stepwise.kernel.internal.rollout;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.PhaseDraft;
import org.stepwise.kernel.api.rollout.PhaseState;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.internal.text.Likeness;

/** The tables of the phases. Every method runs in the surrounding transaction. */
final class Phases {
    private final Sql sql;
    private final Directory directory;

    Phases(Sql sql, Directory directory) {
        this.sql = sql;
        this.directory = directory;
    }

    TeamTable teams() {
        return new TeamTable(sql);
    }

    /** A phase and the version that a step must find again. */
    record Stored(Phase phase, long version) {}

    private record Head(
            long id,
            String code,
            String name,
            String goal,
            PhaseState state,
            int order,
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            long version) {}

    private record Task(long phase, Phase.Task task) {}

    private record Criterion(long phase, Phase.Criterion criterion) {}

    /** In order; read in a fixed number of queries. */
    List<Stored> all() {
        List<Head> heads = sql.list(
                "select id, code, name, goal, state, sort_order, from_day, to_day, version from rollout_phase"
                        + " order by sort_order, id",
                Phases::head);
        if (heads.isEmpty()) return List.of();
        Map<Long, Set<String>> modules = new HashMap<>();
        sql.each(
                "select phase_id, address from rollout_phase_module",
                row -> modules.computeIfAbsent(row.number(1), p -> new TreeSet<>())
                        .add(row.text(2)));
        Map<Long, Set<Long>> units = new HashMap<>();
        Map<Long, Set<Long>> persons = new HashMap<>();
        sql.each(
                "select phase_id, member_id, is_unit from rollout_phase_scope",
                row -> (row.flag(3) ? units : persons)
                        .computeIfAbsent(row.number(1), p -> new TreeSet<>())
                        .add(row.number(2)));
        Map<Long, Set<Long>> responsible = new HashMap<>();
        sql.each(
                "select phase_id, person_id from rollout_phase_responsible",
                row -> responsible
                        .computeIfAbsent(row.number(1), p -> new TreeSet<>())
                        .add(row.number(2)));
        List<Task> tasks = sql.list(
                "select phase_id, id, title, assignee_id, due, done from rollout_task order by id", Phases::task);
        List<Criterion> criteria = sql.list(
                "select phase_id, id, wording, met, met_by, met_at from rollout_criterion order by id",
                Phases::criterion);
        Population people = Population.read(sql);
        return heads.stream()
                .map(head -> stored(head, modules, units, persons, responsible, tasks, criteria, people))
                .toList();
    }

    private static Stored stored(
            Head head,
            Map<Long, Set<String>> modules,
            Map<Long, Set<Long>> units,
            Map<Long, Set<Long>> persons,
            Map<Long, Set<Long>> responsible,
            List<Task> tasks,
            List<Criterion> criteria,
            Population people) {
        Set<Long> inUnits = units.getOrDefault(head.id(), Set.of());
        Set<Long> named = persons.getOrDefault(head.id(), Set.of());
        Phase phase = new Phase(
                head.id(),
                head.code(),
                head.name(),
                head.goal(),
                head.state(),
                head.order(),
                head.from(),
                head.to(),
                modules.getOrDefault(head.id(), Set.of()),
                inUnits,
                named,
                responsible.getOrDefault(head.id(), Set.of()),
                tasks.stream()
                        .filter(one -> one.phase() == head.id())
                        .map(Task::task)
                        .toList(),
                criteria.stream()
                        .filter(one -> one.phase() == head.id())
                        .map(Criterion::criterion)
                        .toList(),
                people.working(inUnits, named).size(),
                people.waiting(people.working(inUnits, named)));
        return new Stored(phase, head.version());
    }

    private static Head head(Sql.Row row) throws SQLException {
        return new Head(
                row.number(1),
                row.text(2),
                row.text(3),
                row.text(4),
                PhaseState.valueOf(row.text(5)),
                (int) row.number(6),
                row.date(7),
                row.date(8),
                row.number(9));
    }

    private static Task task(Sql.Row row) throws SQLException {
        return new Task(row.number(1), new Phase.Task(row.number(2), row.text(3), row.id(4), row.date(5), row.flag(6)));
    }

    private static Criterion criterion(Sql.Row row) throws SQLException {
        return new Criterion(
                row.number(1),
                new Phase.Criterion(row.number(2), row.text(3), row.flag(4), row.text(5), row.instant(6)));
    }

    /** @throws org.stepwise.kernel.api.NotFound naming phases whose code or name is like it */
    Stored require(String code) {
        List<Stored> all = all();
        return all.stream()
                .filter(one -> one.phase().code().equals(code))
                .findFirst()
                .orElseThrow(() -> Likeness.notFound(
                        code,
                        all.stream()
                                .map(Stored::phase)
                                .flatMap(phase -> Stream.of(phase.code(), phase.name()))
                                .toList()));
    }

    void insert(PhaseDraft draft) {
        boolean taken = sql.number("select count(*) from rollout_phase where code = ?", draft.code()) > 0;
        if (taken) throw new Conflict("rollout.problem.codeTaken", Map.of("code", draft.code()));
        long id = sql.nextId("rollout_seq");
        sql.update(
                "insert into rollout_phase (id, version, code, name, goal, state, sort_order, from_day, to_day)"
                        + " values (?, 1, ?, ?, ?, 'PLANNED', ?, ?, ?)",
                id,
                draft.code(),
                draft.name(),
                draft.goal(),
                sql.number("select max(sort_order) from rollout_phase") + 1,
                draft.from(),
                draft.to());
        add(id, draft.modules(), draft.units(), draft.persons());
        insertResponsible(id, draft.responsible());
        insertTasks(id, draft.tasks());
        insertCriteria(id, draft.criteria());
    }

    /** Description, people and lists; what is done or met already stays so. */
    void describe(Stored stored, PhaseDraft draft) {
        Phase phase = stored.phase();
        if (!phase.code().equals(draft.code())
                && sql.number("select count(*) from rollout_phase where code = ?", draft.code()) > 0) {
            throw new Conflict("rollout.problem.codeTaken", Map.of("code", draft.code()));
        }
        sql.update(
                "update rollout_phase set code = ?, name = ?, goal = ?, from_day = ?, to_day = ? where id = ?",
                draft.code(),
                draft.name(),
                draft.goal(),
                draft.from(),
                draft.to(),
                phase.id());
        sql.update("delete from rollout_phase_responsible where phase_id = ?", phase.id());
        insertResponsible(phase.id(), draft.responsible());
        List<String> tasks = new ArrayList<>(draft.tasks());
        for (Phase.Task task : phase.tasks()) {
            if (!tasks.remove(task.title())) sql.update("delete from rollout_task where id = ?", task.id());
        }
        insertTasks(phase.id(), tasks);
        List<String> criteria = new ArrayList<>(draft.criteria());
        for (Phase.Criterion one : phase.criteria()) {
            if (!criteria.remove(one.text())) sql.update("delete from rollout_criterion where id = ?", one.id());
        }
        insertCriteria(phase.id(), criteria);
    }

    /** One step at a time wins. @throws Conflict when another step was first */
    void advance(Stored stored, PhaseState state) {
        int mine = sql.update(
                "update rollout_phase set state = ?, version = version + 1 where id = ? and version = ?",
                state,
                stored.phase().id(),
                stored.version());
        if (mine == 0) {
            throw new Conflict(
                    "rollout.problem.concurrent", Map.of("phase", stored.phase().code()));
        }
    }

    void replaceScope(long phase, PhaseDraft draft) {
        sql.update("delete from rollout_phase_module where phase_id = ?", phase);
        sql.update("delete from rollout_phase_scope where phase_id = ?", phase);
        add(phase, draft.modules(), draft.units(), draft.persons());
    }

    void add(long phase, Set<String> modules, Set<Long> units, Set<Long> persons) {
        List<Object[]> scope = new ArrayList<>();
        for (long unit : units) scope.add(new Object[] {phase, unit, below(unit), true});
        for (long person : persons) scope.add(new Object[] {phase, person, person, false});
        sql.batch(
                "insert into rollout_phase_module (phase_id, address) values (?, ?)",
                modules.stream().map(address -> new Object[] {phase, address}).toList());
        sql.batch(
                "insert into rollout_phase_scope (phase_id, member_id, principal_id, is_unit) values (?, ?, ?, ?)",
                scope);
    }

    long below(long unit) {
        return directory
                .unit(unit)
                .map(Unit::below)
                .orElseThrow(() -> Likeness.notFound(String.valueOf(unit), List.of()));
    }

    void remove(long phase, Set<String> modules, Set<Long> units, Set<Long> persons) {
        Set<Long> members = new HashSet<>(units);
        members.addAll(persons);
        if (!modules.isEmpty()) {
            sql.update("delete from rollout_phase_module where phase_id = ? and address in (?)", phase, modules);
        }
        if (!members.isEmpty()) {
            sql.update("delete from rollout_phase_scope where phase_id = ? and member_id in (?)", phase, members);
        }
    }

    private void insertResponsible(long phase, Set<Long> persons) {
        sql.batch(
                "insert into rollout_phase_responsible (phase_id, person_id) values (?, ?)",
                persons.stream().map(person -> new Object[] {phase, person}).toList());
    }

    private void insertTasks(long phase, List<String> titles) {
        sql.batch(
                "insert into rollout_task (id, phase_id, title, done) values (?, ?, ?, false)",
                titles.stream()
                        .map(title -> new Object[] {sql.nextId("rollout_seq"), phase, title})
                        .toList());
    }

    private void insertCriteria(long phase, List<String> texts) {
        sql.batch(
                "insert into rollout_criterion (id, phase_id, wording, met) values (?, ?, ?, false)",
                texts.stream()
                        .map(text -> new Object[] {sql.nextId("rollout_seq"), phase, text})
                        .toList());
    }

    int taskDone(long phase, long task, boolean done) {
        return sql.update("update rollout_task set done = ? where id = ? and phase_id = ?", done, task, phase);
    }

    int criterionMet(long phase, long criterion, boolean met, String by, Instant at) {
        return sql.update(
                "update rollout_criterion set met = ?, met_by = ?, met_at = ? where id = ? and phase_id = ?",
                met,
                met ? by : "",
                met ? Optional.of(at) : Optional.empty(),
                criterion,
                phase);
    }
}
