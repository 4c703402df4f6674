package org.stepwise.kernel.internal.rollout;

import java.util.Set;
import org.stepwise.kernel.api.rollout.Opening;

/** What the phases open; reads live. */
public interface Openings {
    /** @param principals of the person, with 'unit and below' of all units above */
    Opening opening(long person, Set<Long> principals);

    /** Codes of phases that open the module now. */
    default Set<String> phasesUsing(String module) {
        return Set.of();
    }
}
