package org.stepwise.plan.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.rollout.Goals;
import org.stepwise.kernel.api.rollout.Teams;

/**
 * Who leads a phase, or the roll-out, and what a phase is for. What the document does not speak of stays as it is.
 *
 * @param seats empty where the document does not speak of a team
 * @param goals empty where it does not speak of goals
 */
record PlannedTeam(Optional<Set<Teams.Seat>> seats, Optional<List<Goals.Wanted>> goals) {
    static final PlannedTeam NOTHING = new PlannedTeam(Optional.empty(), Optional.empty());
}
