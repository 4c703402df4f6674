package org.stepwise.kernel.internal.rollout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stepwise.kernel.api.directory.Directory;

/** Somebody of a phase who has not done something yet. @param unit "" for none @param modules names of those it is missing for */
record NotYet(long person, String name, String unit, List<String> modules) {
    private static final int MOST_NAMES = 500;

    /** What was done for a module, and by whom. */
    record Done(String module, Set<Long> people) {}

    /** By unit and name, at most 500. */
    static List<NotYet> of(Set<Long> scope, List<Done> done, Population people, Directory directory) {
        Map<Long, List<String>> missing = new HashMap<>();
        for (Done one : done) {
            scope.stream()
                    .filter(person -> !one.people().contains(person))
                    .forEach(person -> missing.computeIfAbsent(person, p -> new ArrayList<>())
                            .add(one.module()));
        }
        Map<Long, Long> units = people.units(missing.keySet());
        Set<Long> ids = new HashSet<>(missing.keySet());
        ids.addAll(units.values());
        Map<Long, String> names = ids.isEmpty() ? Map.of() : directory.names(ids);
        return missing.entrySet().stream()
                .map(one -> new NotYet(
                        one.getKey(),
                        names.getOrDefault(one.getKey(), ""),
                        names.getOrDefault(units.getOrDefault(one.getKey(), 0L), ""),
                        one.getValue()))
                .sorted(Comparator.comparing(NotYet::unit).thenComparing(NotYet::name))
                .limit(MOST_NAMES)
                .toList();
    }
}
