package org.stepwise.kernel.internal.rollout;

import java.util.Map;
import java.util.Set;
import org.stepwise.kernel.api.rollout.Opening;

/** What the phases open; reads live. */
public interface Openings {
    /** @param principals of the person, with 'unit and below' of all units above */
    Opening opening(long person, Set<Long> principals);

    /** The same for many, by their places as they are in this transaction; those without anything open are left out. */
    default Map<Long, Opening> openings(Set<Long> people) {
        return Map.of();
    }

    /** Codes of phases that hold the module: those that open it, paused ones, which may be resumed at any time, and those with a trial. */
    default Set<String> phasesUsing(String module) {
        return Set.of();
    }
}
