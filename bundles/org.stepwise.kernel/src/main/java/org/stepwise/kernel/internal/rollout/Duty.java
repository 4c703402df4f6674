package org.stepwise.kernel.internal.rollout;

import java.util.List;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.internal.audit.Guard;

/** Who may look at a phase and work on it: by a role, or as one of the persons responsible for it; its team without key users looks. */
record Duty(Guard guard, Phases phases) {
    /** @throws Forbidden for anybody else */
    Phase seen(String code) {
        return require(code, Actions.SEE);
    }

    /** All, or those that the caller is responsible for. @throws Forbidden when there are none */
    List<Phase> seen() {
        List<Phase> all = phases.all().stream().map(Phases.Stored::phase).toList();
        if (guard.may(Actions.SEE, PhasedRollout.TYPE)) return all;
        long person = guard.current().person();
        List<Phase> own = all.stream()
                .filter(phase -> phase.responsible().contains(person) || leads(phase, person))
                .toList();
        if (own.isEmpty()) throw Forbidden.of(Actions.SEE, PhasedRollout.TYPE);
        return own;
    }

    /** @throws Forbidden for anybody else */
    Phase worked(String code) {
        return require(code, Actions.ADMINISTER);
    }

    private Phase require(String code, String action) {
        if (guard.may(action, PhasedRollout.TYPE)) return phases.require(code).phase();
        long person = guard.current().person();
        return phases.all().stream()
                .map(Phases.Stored::phase)
                .filter(phase -> phase.code().equals(code))
                .filter(phase ->
                        phase.responsible().contains(person) || action.equals(Actions.SEE) && leads(phase, person))
                .findFirst()
                .orElseThrow(() -> Forbidden.of(action, PhasedRollout.TYPE));
    }

    private boolean leads(Phase phase, long person) {
        return person != 0 && phases.teams().holds(phase.id(), person, Circle.LEADING);
    }
}
