package org.stepwise.kernel.internal.rollout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Person;
import org.stepwise.kernel.api.rollout.Errands.Task;
import org.stepwise.kernel.api.rollout.Errands.Way;
import org.stepwise.kernel.api.rollout.Teams.Duty;
import org.stepwise.kernel.api.rollout.Teams.Seat;
import org.stepwise.kernel.api.tx.Sql;

/** Whom a task goes to; runs in the surrounding transaction and changes nothing. */
final class Routing {
    private final Sql sql;
    private final Directory directory;
    private final Able able;
    private final StandInTable standIns;
    private final TeamTable teams;

    Routing(Sql sql, Directory directory, Able able) {
        this.sql = sql;
        this.directory = directory;
        this.able = able;
        this.standIns = new StandInTable(sql);
        this.teams = new TeamTable(sql);
    }

    /** @param unit of the person @param phase that plans the module for the person, 0 for none */
    record Found(Way way, long to, long unit, long phase) {}

    /** @param assigned who the board says hands in the answer, 0 for nobody */
    Found of(Task task, long assigned) {
        long person = task.person();
        long unit = directory.person(person).map(Person::unit).orElse(0L);
        Optional<Caller> caller = able.caller(person);
        if (caller.filter(one -> one.opening().opens(task.address())).isPresent()) {
            return new Found(Way.PERSON, person, unit, 0);
        }
        List<Long> units = unit == 0 ? List.of() : directory.above(unit);
        List<Long> phases = phases(task.module(), principals(caller, person, units));
        long phase = phases.isEmpty() ? 0 : phases.get(0);
        Optional<Long> standIn = standIn(task, units, phases);
        if (standIn.isPresent()) return new Found(Way.STAND_IN, standIn.get(), unit, phase);
        boolean stays = assigned != 0 && able.does(assigned, task.address(), task.about());
        return new Found(Way.PAPER, stays ? assigned : handsIn(task, units, phase), unit, phase);
    }

    private Set<Long> principals(Optional<Caller> caller, long person, List<Long> units) {
        Set<Long> all = new java.util.HashSet<>(caller.map(Caller::principals).orElse(Set.of()));
        all.add(person);
        units.forEach(id -> directory.unit(id).ifPresent(one -> all.add(one.below())));
        return all;
    }

    /** Phases that do not open the module yet, or no longer, and mean the person. */
    private List<Long> phases(String module, Set<Long> principals) {
        return sql.list(
                "select p.id from rollout_phase p where p.state not in ('ACTIVE', 'COMPLETED')"
                        + " and exists (select 1 from rollout_phase_module m where m.phase_id = p.id"
                        + " and (m.address = ? or m.address like ?))"
                        + " and exists (select 1 from rollout_phase_scope s where s.phase_id = p.id"
                        + " and s.principal_id in (?)) order by p.sort_order, p.id",
                row -> row.number(1),
                module,
                module + "/%",
                principals);
    }

    /** Of the nearest unit before one above it, of the unit before the phase, for this module before every one. */
    private Optional<Long> standIn(Task task, List<Long> units, List<Long> phases) {
        Comparator<StandInTable.Kept> nearest = Comparator.comparingInt(
                one -> one.unit() == 0 ? units.size() + phases.indexOf(one.phase()) : units.indexOf(one.unit()));
        return standIns.of(units, phases, task.module()).stream()
                .sorted(nearest.thenComparing(StandInTable.Kept::module, Comparator.reverseOrder()))
                .map(StandInTable.Kept::person)
                .filter(one -> one != task.person() && able.does(one, task.address(), task.about()))
                .findFirst();
    }

    /** Key users of the person's unit or the nearest above, then who manages or administers the roll-out. */
    private long handsIn(Task task, List<Long> units, long phase) {
        List<Seat> seats = teams.of(phase);
        List<Long> wanted = new ArrayList<>();
        for (long unit : units) {
            seats.stream()
                    .filter(seat -> seat.duty() == Duty.KEY_USER && seat.unit() == unit)
                    .forEach(seat -> wanted.add(seat.person()));
        }
        Stream.of(Duty.MANAGER, Duty.ADMINISTRATOR)
                .forEach(duty ->
                        seats.stream().filter(seat -> seat.duty() == duty).forEach(seat -> wanted.add(seat.person())));
        return wanted.stream()
                .filter(one -> one != task.person() && able.does(one, task.address(), task.about()))
                .findFirst()
                .orElse(0L);
    }
}
