package org.stepwise.kernel.internal.rollout;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.rollout.Errands.Errand;
import org.stepwise.kernel.api.rollout.Errands.Query;
import org.stepwise.kernel.api.rollout.Errands.Task;
import org.stepwise.kernel.api.rollout.Teams.Duty;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.internal.audit.Guard;

/** What of the tasks a caller sees, and how much of each; every method runs in the surrounding transaction. */
final class ErrandSight {
    private static final int MOST = 500;
    private final Guard guard;
    private final Directory directory;
    private final Phases phases;
    private final Circle circle;
    private final Able able;
    private final ErrandTable table;
    private final TeamTable teams;

    ErrandSight(Guard guard, Directory directory, Circle circle, Able able, Sql sql) {
        this.guard = guard;
        this.directory = directory;
        this.phases = new Phases(sql, directory);
        this.circle = circle;
        this.able = able;
        this.table = new ErrandTable(sql);
        this.teams = new TeamTable(sql);
    }

    Errand get(long id) {
        return shown(List.of(kept(id)), codes()).get(0);
    }

    List<Errand> list(Query query) {
        Map<Long, String> codes = codes();
        Set<Long> units = query.unit() == 0 ? Set.of() : directory.branch(query.unit());
        Optional<Collection<Long>> mine = circle.sees() ? Optional.empty() : Optional.of(mine(codes));
        int limit = Math.max(1, Math.min(query.limit(), MOST));
        Optional<Long> phase =
                Optional.of(query.phase()).filter(code -> !code.isEmpty()).map(code -> id(codes, code));
        return shown(
                table.list(query.state(), phase, units, mine, guard.current().person(), limit), codes);
    }

    /** Of no task for a phase that is not there. */
    private static long id(Map<Long, String> codes, String code) {
        return codes.entrySet().stream()
                .filter(one -> one.getValue().equals(code))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(-1L);
    }

    private Map<Long, String> codes() {
        Map<Long, String> codes = new HashMap<>();
        phases.all().forEach(one -> codes.put(one.phase().id(), one.phase().code()));
        return codes;
    }

    /** Phases whose team the caller is in. */
    private Set<Long> mine(Map<Long, String> codes) {
        long person = guard.current().person();
        return codes.keySet().stream()
                .filter(phase -> teams.holds(phase, person, List.of(Duty.values())))
                .collect(Collectors.toSet());
    }

    private List<Errand> shown(List<ErrandTable.Kept> found, Map<Long, String> codes) {
        Set<Long> ids = new HashSet<>();
        found.forEach(one -> ids.addAll(List.of(one.task().person(), one.unit(), one.to())));
        Map<Long, String> names = ids.isEmpty() ? Map.of() : directory.names(ids);
        return found.stream().map(one -> shown(one, codes, names)).toList();
    }

    private Errand shown(ErrandTable.Kept one, Map<Long, String> codes, Map<Long, String> names) {
        Caller caller = guard.current();
        Task task = one.task();
        boolean known = knows(caller, task);
        boolean mine = one.to() != 0 && one.to() == caller.person();
        return new Errand(
                one.id(),
                known ? task : ErrandRules.veiled(task),
                known,
                names.getOrDefault(task.person(), ""),
                names.getOrDefault(one.unit(), ""),
                codes.getOrDefault(one.phase(), ""),
                one.way(),
                one.to(),
                names.getOrDefault(one.to(), ""),
                mine,
                one.state(),
                one.at(),
                known ? one.answer() : "",
                one.answeredBy(),
                one.answeredAt());
    }

    /** What a task says is known to those who have its module and see its record, whoever they are in the roll-out. */
    boolean knows(Caller caller, Task task) {
        return caller.system() || caller.opening().opens(task.address()) && able.sees(caller, task.about());
    }

    /** @throws NotFound also for somebody whom it does not concern */
    ErrandTable.Kept kept(long id) {
        ErrandTable.Kept found = table.find(id).orElseThrow(() -> NotFound.of(id));
        long person = guard.current().person();
        boolean seen = circle.sees()
                || person != 0 && found.to() == person
                || found.phase() != 0 && teams.holds(found.phase(), person, List.of(Duty.values()));
        if (!seen) throw NotFound.of(id);
        return found;
    }
}
