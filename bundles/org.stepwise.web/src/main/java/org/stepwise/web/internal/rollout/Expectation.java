package org.stepwise.web.internal.rollout;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.rollout.Cell;
import org.stepwise.kernel.api.rollout.Condition;
import org.stepwise.kernel.api.rollout.Phase;

/**
 * Whether a module is used less than expected. Nothing is expected by a phase without criteria, nor of a unit that only people of
 * other units bring it to.
 */
final class Expectation {
    private static final int LOW = 60;
    private final List<Phase> opening;
    private final Map<Long, Long> parents = new HashMap<>();

    Expectation(List<Phase> phases, List<Unit> tree) {
        opening = phases.stream()
                .filter(phase -> phase.state().opens() && !phase.criteria().isEmpty())
                .toList();
        tree.forEach(unit -> parents.put(unit.id(), unit.parent()));
    }

    boolean any() {
        return !opening.isEmpty();
    }

    boolean low(Cell cell) {
        return cell.open() > 0
                && !cell.few()
                && opening.stream()
                        .anyMatch(phase -> BoardPage.percent(cell) < wanted(phase)
                                && opens(phase, cell.module())
                                && meant(phase, cell.unit()));
    }

    /** What the phase asks for, else a usual share. */
    private static int wanted(Phase phase) {
        return phase.criteria().stream()
                .map(Phase.Criterion::condition)
                .filter(condition -> condition.kind() == Condition.Kind.ACTIVE)
                .mapToInt(Condition::limit)
                .max()
                .orElse(LOW);
    }

    private static boolean opens(Phase phase, String module) {
        return phase.modules().stream().anyMatch(address -> address.equals(module) || address.startsWith(module + "/"));
    }

    /** A phase of persons alone means them wherever they are. */
    boolean meant(Phase phase, long unit) {
        return phase.units().isEmpty() || phase.units().stream().anyMatch(one -> below(one, unit) || below(unit, one));
    }

    private boolean below(long unit, long above) {
        for (long at = unit; at != 0; at = parents.getOrDefault(at, 0L)) {
            if (at == above) return true;
        }
        return false;
    }
}
