package org.stepwise.kernel.api.rollout;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an administrator says of a phase when making or changing it; the rest is kept by the kernel. */
public record PhaseDraft(
        String code,
        String name,
        String goal,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        Set<String> modules,
        Set<Long> units,
        Set<Long> persons,
        Set<Long> responsible,
        List<String> tasks,
        List<String> criteria) {
    /** What was said of a phase as it is now. */
    public static PhaseDraft of(Phase phase) {
        return new PhaseDraft(
                phase.code(),
                phase.name(),
                phase.goal(),
                phase.from(),
                phase.to(),
                phase.modules(),
                phase.units(),
                phase.persons(),
                phase.responsible(),
                phase.tasks().stream().map(Phase.Task::title).toList(),
                phase.criteria().stream().map(Phase.Criterion::text).toList());
    }

    /** The same with other modules and people. */
    public PhaseDraft in(Set<String> otherModules, Set<Long> otherUnits, Set<Long> otherPersons) {
        return new PhaseDraft(
                code, name, goal, from, to, otherModules, otherUnits, otherPersons, responsible, tasks, criteria);
    }
}
