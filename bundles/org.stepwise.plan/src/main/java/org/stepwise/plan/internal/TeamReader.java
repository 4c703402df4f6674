package org.stepwise.plan.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;
import org.stepwise.kernel.api.rollout.Goals;
import org.stepwise.kernel.api.rollout.Teams.Duty;
import org.stepwise.kernel.api.rollout.Teams.Seat;

/** Reads teams and goals of a document. */
final class TeamReader {
    static final String TEAM = "team";
    static final String GOALS = "goals";
    static final String KEY_USERS = "keyUsers";
    static final Map<String, Duty> DUTIES = duties();
    private static final List<String> GOAL = List.of("title", "measure", "base", "target");
    private static final int LONGEST = 200;
    private final PlanReader reader;
    private final Findings findings;
    private final Names names;

    TeamReader(PlanReader reader, Findings findings, Names names) {
        this.reader = reader;
        this.findings = findings;
        this.names = names;
    }

    private static Map<String, Duty> duties() {
        Map<String, Duty> duties = new LinkedHashMap<>();
        duties.put("steering", Duty.STEERING);
        duties.put("manager", Duty.MANAGER);
        duties.put("administrator", Duty.ADMINISTRATOR);
        return duties;
    }

    static Set<Long> of(Collection<Seat> seats, Duty duty) {
        return seats.stream()
                .filter(seat -> seat.duty() == duty)
                .map(Seat::person)
                .collect(Collectors.toSet());
    }

    static Set<Long> keyUsers(Collection<Seat> seats, long unit) {
        return seats.stream()
                .filter(seat -> seat.duty() == Duty.KEY_USER && seat.unit() == unit)
                .map(Seat::person)
                .collect(Collectors.toSet());
    }

    /** @param entries of a phase, or of the whole document */
    PlannedTeam read(Map<String, Node> entries) {
        Optional<Node> team = Optional.ofNullable(entries.get(TEAM));
        Optional<Node> goals = Optional.ofNullable(entries.get(GOALS));
        return new PlannedTeam(team.map(this::seats), goals.map(this::goals));
    }

    private Set<Seat> seats(Node node) {
        Set<Seat> seats = new LinkedHashSet<>();
        if (reader.empty(node)) return seats;
        List<String> known = new ArrayList<>(DUTIES.keySet());
        known.add(KEY_USERS);
        Map<String, Node> entries = reader.entries(node, known);
        DUTIES.forEach((key, duty) ->
                names.persons(reader.words(entries.get(key))).forEach(person -> seats.add(new Seat(duty, person, 0))));
        Node keyUsers = entries.get(KEY_USERS);
        if (keyUsers != null && !reader.empty(keyUsers)) keyUsers(seats, keyUsers);
        return seats;
    }

    private void keyUsers(Set<Seat> seats, Node node) {
        reader.entries(node).forEach((code, accounts) -> {
            Set<Long> persons = names.persons(reader.words(accounts));
            for (long unit : names.units(Map.of(code, accounts))) {
                persons.forEach(person -> seats.add(new Seat(Duty.KEY_USER, person, unit)));
            }
        });
    }

    private List<Goals.Wanted> goals(Node node) {
        List<Goals.Wanted> goals = new ArrayList<>();
        Set<String> titles = new HashSet<>();
        for (Node item : reader.items(node)) {
            Map<String, Node> entries = reader.entries(item, GOAL);
            for (String key : List.of("title", "target")) {
                if (reader.text(entries, key).isEmpty()) findings.add(item, "missing", Map.of("key", key));
            }
            entries.forEach((key, value) -> {
                if (reader.text(entries, key).length() > LONGEST) {
                    findings.add(value, "long", Map.of("longest", LONGEST));
                }
            });
            String title = reader.text(entries, "title");
            if (!titles.add(title)) findings.add(item, "double", Map.of("value", title));
            goals.add(new Goals.Wanted(
                    title,
                    reader.text(entries, "measure"),
                    reader.text(entries, "base"),
                    reader.text(entries, "target")));
        }
        return goals;
    }
}
