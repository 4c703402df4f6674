package org.stepwise.kernel.internal.rollout;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Of which groups of people figures of use may be told, so that none of fewer than the rule stands there or can be worked out by
 * adding and taking away those that do: with a unit of four and its group of three, the fourth would be known.
 *
 * @param hidden groups that are large enough, but would give a small one away
 */
record Discretion(int smallest, Set<Set<Long>> hidden) {
    boolean tells(Set<Long> group) {
        return group.size() >= smallest && !hidden.contains(group);
    }

    /** @param groups all whose figures somebody may ask for */
    static Discretion of(Collection<Set<Long>> groups, int smallest) {
        List<Set<Long>> told = new ArrayList<>(new HashSet<>(groups));
        told.removeIf(group -> group.size() < smallest);
        told.sort(Comparator.<Set<Long>>comparingInt(Set::size)
                .thenComparing(
                        group -> group.stream().mapToLong(Long::longValue).min().orElse(0)));
        Set<Set<Long>> hidden = new HashSet<>();
        for (List<Set<Long>> away = givenAway(told, smallest); !away.isEmpty(); away = givenAway(told, smallest)) {
            Set<Set<Long>> touched = new HashSet<>();
            for (Set<Long> small : away) {
                Set<Long> around = around(told, small);
                if (!touched.add(around)) continue;
                Set<Long> least = part(told, around).orElse(around);
                told.remove(least);
                hidden.add(least);
            }
        }
        return new Discretion(smallest, hidden);
    }

    /** The smallest told that has all of these, or at least one. */
    private static Set<Long> around(List<Set<Long>> told, Set<Long> small) {
        return told.stream()
                .filter(group -> group.containsAll(small))
                .findFirst()
                .or(() -> told.stream()
                        .filter(group -> small.stream().anyMatch(group::contains))
                        .findFirst())
                .orElse(small);
    }

    /** The smallest of those parts of a group that are not parts of another part. */
    private static Optional<Set<Long>> part(List<Set<Long>> told, Set<Long> group) {
        List<Set<Long>> parts = told.stream()
                .filter(one -> one.size() < group.size() && group.containsAll(one))
                .toList();
        return parts.stream()
                .filter(one -> parts.stream().noneMatch(other -> other.size() > one.size() && other.containsAll(one)))
                .findFirst();
    }

    /** Groups of fewer than the rule whose figures follow from those told, and groups whose sums with each other may be such. */
    private static List<Set<Long>> givenAway(List<Set<Long>> told, int smallest) {
        Map<BitSet, Set<Long>> alike = alike(told);
        List<BitSet> kinds = new ArrayList<>(alike.keySet());
        kinds.sort(Comparator.comparing((BitSet kind) -> alike.get(kind).size() < smallest)
                .thenComparing(BitSet::toString));
        int large = (int) kinds.stream()
                .filter(kind -> alike.get(kind).size() >= smallest)
                .count();
        List<Set<Integer>> rows = equations(kinds, told.size()).solvedFrom(large);
        List<Set<Long>> away = new ArrayList<>();
        for (Set<Integer> row : rows) {
            Set<Long> people = new HashSet<>();
            row.forEach(kind -> people.addAll(alike.get(kinds.get(kind))));
            boolean crossed = rows.stream().anyMatch(other -> other != row && !Collections.disjoint(row, other));
            if (crossed || people.size() < smallest) away.add(people);
        }
        return away;
    }

    /** Each group is the sum of the kinds of people in it. */
    private static Equations equations(List<BitSet> kinds, int groups) {
        Equations equations = new Equations();
        for (int group = 0; group < groups; group++) {
            int one = group;
            equations.add(IntStream.range(0, kinds.size())
                    .filter(kind -> kinds.get(kind).get(one))
                    .boxed()
                    .toList());
        }
        return equations;
    }

    /** People who are in the same groups cannot be told apart. */
    private static Map<BitSet, Set<Long>> alike(List<Set<Long>> told) {
        Map<Long, BitSet> groups = new HashMap<>();
        for (int group = 0; group < told.size(); group++) {
            for (long person : told.get(group))
                groups.computeIfAbsent(person, p -> new BitSet()).set(group);
        }
        Map<BitSet, Set<Long>> alike = new HashMap<>();
        groups.forEach((person, in) ->
                alike.computeIfAbsent(in, one -> new HashSet<>()).add(person));
        return alike;
    }
}
