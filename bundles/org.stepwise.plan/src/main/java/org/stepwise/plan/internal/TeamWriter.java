package org.stepwise.plan.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.stepwise.kernel.api.rollout.Goals;
import org.stepwise.kernel.api.rollout.Teams;

/** Teams and goals as a document has them. */
record TeamWriter(Names names) {
    void team(Map<String, Object> entries, Set<Teams.Seat> seats) {
        if (seats.isEmpty()) return;
        Map<String, Object> team = new LinkedHashMap<>();
        TeamReader.DUTIES.forEach((key, duty) -> {
            List<String> accounts = names.accounts(TeamReader.of(seats, duty));
            if (!accounts.isEmpty()) team.put(key, accounts);
        });
        Map<String, Object> keyUsers = new TreeMap<>();
        seats.stream()
                .filter(seat -> seat.duty() == Teams.Duty.KEY_USER)
                .map(Teams.Seat::unit)
                .distinct()
                .forEach(unit -> keyUsers.put(
                        names.codes(Set.of(unit)).get(0), names.accounts(TeamReader.keyUsers(seats, unit))));
        if (!keyUsers.isEmpty()) team.put(TeamReader.KEY_USERS, keyUsers);
        entries.put(TeamReader.TEAM, team);
    }

    void goals(Map<String, Object> entries, List<Goals.Wanted> goals) {
        if (goals.isEmpty()) return;
        entries.put(TeamReader.GOALS, goals.stream().map(TeamWriter::goal).toList());
    }

    private static Map<String, Object> goal(Goals.Wanted goal) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("title", goal.title());
        if (!goal.measure().isEmpty()) entries.put("measure", goal.measure());
        if (!goal.base().isEmpty()) entries.put("base", goal.base());
        entries.put("target", goal.target());
        return entries;
    }
}
