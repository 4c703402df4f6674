package org.stepwise.kernel.internal.rollout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.rollout.Phase;

/** A unit in the scope of a phase. @param depth 0 for what the phase names, 1 below it … */
record Branch(Unit unit, int depth) {
    /** Units in scope with all below, each followed by those below it. @param tree all units, parents first */
    static List<Branch> of(Phase phase, List<Unit> tree) {
        Map<Long, Integer> depths = new HashMap<>();
        Map<Long, List<Unit>> below = new HashMap<>();
        List<Unit> roots = new ArrayList<>();
        for (Unit unit : tree) {
            Integer above = depths.get(unit.parent());
            if (above == null && !phase.units().contains(unit.id())) continue;
            depths.put(unit.id(), above == null ? 0 : above + 1);
            if (above == null) roots.add(unit);
            else below.computeIfAbsent(unit.parent(), id -> new ArrayList<>()).add(unit);
        }
        List<Branch> found = new ArrayList<>();
        roots.forEach(root -> add(found, root, depths, below));
        return found;
    }

    private static void add(List<Branch> found, Unit unit, Map<Long, Integer> depths, Map<Long, List<Unit>> below) {
        found.add(new Branch(unit, depths.get(unit.id())));
        below.getOrDefault(unit.id(), List.of()).forEach(one -> add(found, one, depths, below));
    }

    /** How many of these people work in the unit or below. */
    int count(Population people, Set<Long> among) {
        return (int) people.working(Set.of(unit.id()), Set.of()).stream()
                .filter(among::contains)
                .count();
    }
}
