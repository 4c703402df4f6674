package org.stepwise.plan.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.rollout.Goals;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.Teams;

/** Who leads the phases now and what they are for, by code; the whole roll-out's team under {@link Teams#ALL}. */
record Led(Map<String, Set<Teams.Seat>> seats, Map<String, List<Goals.Wanted>> goals) {
    static Led of(Teams teams, Goals goals, List<Phase> phases) {
        Map<String, Set<Teams.Seat>> seats = new HashMap<>();
        Map<String, List<Goals.Wanted>> wanted = new HashMap<>();
        seats.put(Teams.ALL, own(teams.of(Teams.ALL)));
        for (Phase phase : phases) {
            seats.put(phase.code(), own(teams.of(phase.code())));
            wanted.put(
                    phase.code(),
                    goals.of(phase.code()).stream().map(Goals.Goal::wanted).toList());
        }
        return new Led(seats, wanted);
    }

    private static Set<Teams.Seat> own(Teams.Team team) {
        return team.members().stream()
                .filter(member -> !member.inherited())
                .map(Teams.Member::seat)
                .collect(Collectors.toSet());
    }

    Set<Teams.Seat> seats(String phase) {
        return seats.getOrDefault(phase, Set.of());
    }

    List<Goals.Wanted> goals(String phase) {
        return goals.getOrDefault(phase, List.of());
    }
}
