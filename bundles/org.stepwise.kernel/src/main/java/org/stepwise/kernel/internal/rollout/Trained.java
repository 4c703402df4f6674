package org.stepwise.kernel.internal.rollout;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.tx.Sql;

/** Who was trained on which of some modules. */
record Trained(Set<String> modules, Map<String, Set<Long>> people) {
    private static final int WHOLE = 100;

    static Trained read(Sql sql, Phase phase) {
        return read(sql, List.of(phase));
    }

    static Trained read(Sql sql, Collection<Phase> phases) {
        Set<String> modules = new TreeSet<>();
        phases.forEach(phase -> modules.addAll(Address.modules(phase.modules())));
        Map<String, Set<Long>> people = new HashMap<>();
        sql.each(
                "select distinct module, person_id from directory_training where deleted = false and module in (?)",
                row -> people.computeIfAbsent(row.text(1), m -> new HashSet<>()).add(row.number(2)),
                modules);
        return new Trained(modules, people);
    }

    /** Those of the people who were trained on the module. */
    Set<Long> on(String module, Set<Long> among) {
        Set<Long> found = new HashSet<>(people.getOrDefault(module, Set.of()));
        found.retainAll(among);
        return found;
    }

    /** How many of these people were trained on each of the phase's modules, in percent. */
    int percent(Phase phase, Set<Long> among) {
        Set<Long> all = new HashSet<>(among);
        Address.modules(phase.modules()).forEach(module -> all.retainAll(people.getOrDefault(module, Set.of())));
        return among.isEmpty() ? 0 : all.size() * WHOLE / among.size();
    }
}
