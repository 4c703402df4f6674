package org.stepwise.kernel.internal.rollout;

import java.util.Set;
import org.stepwise.kernel.api.rollout.Opening;

/** What the open phases give to a person; apart from {@code Rollout}, because whoever makes callers needs it. */
@FunctionalInterface
public interface Openings {
    /** @param principals everything that names the person: its own id, 'unit and below' of all units above, … */
    Opening opening(long person, Set<Long> principals);
}
