package org.stepwise.plan.internal;

import java.util.Optional;
import org.stepwise.kernel.api.rollout.PhaseDraft;
import org.stepwise.kernel.api.rollout.PhaseState;
import org.stepwise.kernel.api.rollout.Preparation;

/**
 * A phase as the document wants it.
 *
 * @param preparation what it asks of people
 * @param team who leads it and what it is for
 * @param state PLANNED for closed, whatever led there; else ACTIVE, PAUSED or COMPLETED
 * @param reason why it is completed although a criterion is open, or opened although its scheme is not confirmed
 * @param place where the phase stands in the document
 * @param statePlace where its state stands, the phase's place when it does not
 */
record PlannedPhase(
        PhaseDraft draft,
        Preparation preparation,
        PlannedTeam team,
        PhaseState state,
        String reason,
        Place place,
        Place statePlace) {
    String code() {
        return draft.code();
    }

    boolean opens() {
        return state != PhaseState.PLANNED;
    }

    /** A line and column of the document, both from 1. */
    record Place(int line, int column) {
        static final Place START = new Place(1, 1);

        static Place of(Optional<org.snakeyaml.engine.v2.exceptions.Mark> mark) {
            return mark.map(m -> new Place(m.getLine() + 1, m.getColumn() + 1)).orElse(START);
        }
    }
}
