package org.stepwise.plan.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.stepwise.kernel.api.rollout.Goals;
import org.stepwise.kernel.api.rollout.RolloutPlan.Step;
import org.stepwise.kernel.api.rollout.Teams;

/** The steps to the teams and goals of a document. */
record Leading(Teams teams, Goals goals, Led now) {
    List<Differences.Move> whole(PlannedTeam wanted) {
        return wanted
                .seats()
                .filter(seats -> !seats.equals(now.seats(Teams.ALL)))
                .map(seats -> new Differences.Move(
                        new Step(Teams.ALL, "teamAll", Map.of("count", seats.size())),
                        () -> teams.change(Teams.ALL, seats)))
                .stream()
                .toList();
    }

    List<Differences.Move> phase(String code, PlannedTeam wanted) {
        List<Differences.Move> moves = new ArrayList<>();
        wanted.seats()
                .filter(seats -> !seats.equals(now.seats(code)))
                .ifPresent(seats -> moves.add(
                        new Differences.Move(step(code, "team", seats.size()), () -> teams.change(code, seats))));
        wanted.goals()
                .filter(some -> !some.equals(now.goals(code)))
                .ifPresent(some -> moves.add(
                        new Differences.Move(step(code, "goals", some.size()), () -> goals.change(code, some))));
        return moves;
    }

    private static Step step(String code, String step, int count) {
        return new Step(code, step, Map.of("phase", code, "count", count));
    }
}
