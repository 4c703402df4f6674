package org.stepwise.kernel.internal.rollout;

import java.util.List;
import java.util.Set;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.Teams.Duty;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.internal.audit.Guard;

/** Whom a phase's scheme, team and goals concern, and who changes them. Every method runs in the surrounding transaction. */
final class Circle {
    /** Key users are in the team, but do not change it. */
    static final Set<Duty> LEADING = Set.of(Duty.STEERING, Duty.MANAGER, Duty.ADMINISTRATOR);

    private final Guard guard;
    private final Phases phases;
    private final Heads heads;
    private final TeamTable teams;
    private final Sql sql;

    Circle(Guard guard, Directory directory, Sql sql) {
        this.guard = guard;
        this.phases = new Phases(sql, directory);
        this.heads = new Heads(directory);
        this.teams = new TeamTable(sql);
        this.sql = sql;
    }

    /** @throws Forbidden for those whom it does not concern, also where there is no such phase */
    Phase seen(String code) {
        if (guard.may(Actions.SEE, PhasedRollout.TYPE))
            return phases.require(code).phase();
        long person = guard.current().person();
        return phases.all().stream()
                .map(Phases.Stored::phase)
                .filter(phase -> phase.code().equals(code) && concerns(phase, person))
                .findFirst()
                .orElseThrow(() -> Forbidden.of(Actions.SEE, PhasedRollout.TYPE));
    }

    private boolean concerns(Phase phase, long person) {
        if (person == 0) return false;
        return phase.responsible().contains(person)
                || teams.holds(phase.id(), person, List.of(Duty.values()))
                || phase.units().stream().anyMatch(unit -> heads(unit, person))
                || called(phase, person);
    }

    private boolean heads(long unit, long person) {
        return heads.of(unit).filter(head -> head == person).isPresent();
    }

    private boolean called(Phase phase, long person) {
        return sql
                .list("select unit_id from rollout_call where phase_id = ?", row -> row.number(1), phase.id())
                .stream()
                .anyMatch(unit -> heads(unit, person));
    }

    /** Sees the roll-out as a whole: by a role, or as one of its team. */
    boolean sees() {
        return guard.may(Actions.SEE, PhasedRollout.TYPE)
                || teams.holds(TeamTable.ALL, guard.current().person(), List.of(Duty.values()));
    }

    /** @param phase 0 for the roll-out as a whole */
    boolean leads(long phase) {
        if (guard.may(Actions.ADMINISTER, PhasedRollout.TYPE)) return true;
        Caller caller = guard.current();
        return caller.onBehalf().isEmpty() && teams.holds(phase, caller.person(), LEADING);
    }

    /** @throws Forbidden when the caller does not lead it */
    Phase led(String code) {
        Phase phase = seen(code);
        requireLeading(phase.id());
        return phase;
    }

    void requireLeading(long phase) {
        if (!leads(phase)) throw Forbidden.of(Actions.ADMINISTER, PhasedRollout.TYPE);
    }

    /** Somebody who signs must be somebody, and not be looked at through another's eyes. */
    Caller signer() {
        Caller caller = guard.current();
        if (caller.system() || caller.onBehalf().isPresent()) throw Forbidden.of(Actions.APPROVE, PhasedRollout.TYPE);
        return caller;
    }
}
