package org.stepwise.kernel.internal.rollout;

import java.util.List;
import java.util.Map;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.Rehearsal;

/** Looks at phases before they open, and hears of their steps. */
interface PhaseWatch {
    /** In the transaction in which a phase that opens nothing was changed. */
    default void changed(Phase phase) {}

    /** After a step was done, and what is open may be different now. */
    default void stepped(Phase phase) {}

    /** What a rehearsal tells. */
    default List<Rehearsal.Gap> gaps(Phase phase) {
        return List.of();
    }

    /**
     * Before an activation.
     *
     * @return what is gone on without, as arguments of {@code rollout.event.unsigned}; empty for nothing
     * @throws org.stepwise.kernel.api.Problem when it may not go on
     */
    default Map<String, Object> without(Phase phase, String reason) {
        return Map.of();
    }
}
