package org.stepwise.kernel.internal.rollout;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.Usage;
import org.stepwise.kernel.api.tx.Sql;

/** Who is where and has signed in, read in three queries for a whole board; a snapshot of one moment. */
final class Population {
    /** Who has not signed in yet works here like the others. */
    private static final Set<PersonState> WORKING =
            Set.of(PersonState.INVITED, PersonState.ACTIVE, PersonState.LEAVING);

    private final Map<Long, PersonState> states = new HashMap<>();
    private final Map<Long, LocalDate> signedIn = new HashMap<>();
    private final Map<Long, Set<Long>> peopleOf = new HashMap<>();
    private final Map<Long, Set<Long>> below = new HashMap<>();
    private final Map<Long, Optional<Long>> heads = new HashMap<>();
    private final Map<Set<Long>, Discretion> discretions = new HashMap<>();

    private Population() {}

    static Population read(Sql sql) {
        Population all = new Population();
        sql.each(
                "select p.id, p.state, o.in_unit_id from directory_person p left join directory_position o"
                        + " on o.person_id = p.id and o.deleted = false where p.deleted = false",
                row -> {
                    all.states.put(row.number(1), PersonState.valueOf(row.text(2)));
                    row.id(3)
                            .ifPresent(unit -> all.peopleOf
                                    .computeIfAbsent(unit, u -> new HashSet<>())
                                    .add(row.number(1)));
                });
        sql.each("select id, parent_id, head_id from directory_unit where deleted = false", row -> {
            row.id(2)
                    .ifPresent(parent -> all.below
                            .computeIfAbsent(parent, p -> new HashSet<>())
                            .add(row.number(1)));
            all.heads.put(row.number(1), row.id(3).filter(head -> head != 0));
        });
        sql.each(
                "select person_id, first_on from rollout_seen where module = ? and what = ?",
                row -> row.date(2).ifPresent(day -> all.signedIn.put(row.number(1), day)),
                Usage.SIGN_IN,
                Usage.SIGN_IN);
        return all;
    }

    /** The unit and all below. */
    Set<Long> branch(long unit) {
        Set<Long> found = new HashSet<>();
        Deque<Long> open = new ArrayDeque<>(List.of(unit));
        while (!open.isEmpty()) {
            long next = open.pop();
            if (found.add(next)) open.addAll(below.getOrDefault(next, Set.of()));
        }
        return found;
    }

    /** Units whose branches are in the branch of the first and in that of one of the others. */
    Set<Long> common(long unit, Set<Long> others) {
        Set<Long> here = branch(unit);
        Set<Long> common = new HashSet<>(others);
        common.retainAll(here);
        if (others.stream().anyMatch(other -> branch(other).contains(unit))) common.add(unit);
        return common;
    }

    /** Everybody with a position in one of these units or below, and these persons; in whatever state. */
    Set<Long> everybody(Set<Long> units, Set<Long> persons) {
        Set<Long> found = new HashSet<>();
        for (long unit : units) {
            branch(unit).forEach(one -> found.addAll(peopleOf.getOrDefault(one, Set.of())));
        }
        persons.stream().filter(states::containsKey).forEach(found::add);
        return found;
    }

    /** Those of {@link #everybody} who work here now, whether they have signed in yet or not. */
    Set<Long> working(Set<Long> units, Set<Long> persons) {
        return everybody(units, persons).stream()
                .filter(person -> WORKING.contains(states.get(person)))
                .collect(Collectors.toSet());
    }

    Set<Long> working(Phase phase) {
        return working(phase.units(), phase.persons());
    }

    /** All who work here now, in units or not. */
    Set<Long> working() {
        return working(Set.of(), states.keySet());
    }

    /** How many of these have not signed in yet. */
    int waiting(Set<Long> persons) {
        return waiting(persons, LocalDate.MAX);
    }

    /** How many of these had not signed in by the end of that day. */
    int waiting(Set<Long> persons, LocalDate day) {
        return (int) persons.stream()
                .filter(person ->
                        !signedIn.containsKey(person) || signedIn.get(person).isAfter(day))
                .count();
    }

    /** Of which of these people, by unit with those below or all together, figures of use may be told. */
    Discretion discretion(Set<Long> scope, int smallest) {
        return discretions.computeIfAbsent(scope, some -> {
            List<Set<Long>> groups = new ArrayList<>(List.of(some));
            for (long unit : heads.keySet()) {
                Set<Long> here = working(Set.of(unit), Set.of());
                here.retainAll(some);
                groups.add(here);
            }
            return Discretion.of(groups, smallest);
        });
    }

    /** Those in scope who have not signed in yet, each with a unit, 0 for none. */
    Map<Long, Long> waiting(Phase phase) {
        Map<Long, Long> units = new HashMap<>();
        working(phase).stream()
                .filter(person -> !signedIn.containsKey(person))
                .forEach(person -> units.put(person, 0L));
        peopleOf.forEach((unit, people) ->
                people.stream().filter(units::containsKey).forEach(person -> units.put(person, unit)));
        return units;
    }

    /** One unit of each of these people; who has no position is missing. */
    Map<Long, Long> units(Set<Long> persons) {
        Map<Long, Long> units = new HashMap<>();
        peopleOf.forEach(
                (unit, people) -> people.stream().filter(persons::contains).forEach(person -> units.put(person, unit)));
        return units;
    }

    long in(PersonState state, Phase phase) {
        return everybody(phase.units(), phase.persons()).stream()
                .filter(person -> states.get(person) == state)
                .count();
    }

    /** Units of the branches that people work in, but nobody heads. */
    Set<Long> headless(Set<Long> units) {
        return units.stream()
                .flatMap(unit -> branch(unit).stream())
                .filter(unit -> heads.getOrDefault(unit, Optional.empty()).isEmpty())
                .filter(unit -> !peopleOf.getOrDefault(unit, Set.of()).isEmpty())
                .collect(Collectors.toSet());
    }
}
