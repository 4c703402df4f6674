package org.stepwise.kernel.api.rollout;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One phase of the roll-out (阶段).
 *
 * @param code short name for console and file, {@code pilot}
 * @param modules addresses opened: {@code crm} (whole module) or {@code crm/opportunities}
 * @param units principal ids of units; each with all below
 * @param persons principal ids of persons in scope besides the units
 * @param responsible principal ids of persons
 * @param people number of people in scope who work here, signed in or not
 * @param invited how many of them have not signed in yet
 */
public record Phase(
        long id,
        String code,
        String name,
        String goal,
        PhaseState state,
        int order,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        Set<String> modules,
        Set<Long> units,
        Set<Long> persons,
        Set<Long> responsible,
        List<Task> tasks,
        List<Criterion> criteria,
        int people,
        int invited) {
    /** Something to do in the phase. */
    public record Task(long id, String title, Optional<Long> assignee, Optional<LocalDate> due, boolean done) {}

    /**
     * A condition for completing; {@link Adoption#gates} says whether one that is counted is reached.
     *
     * @param text its wording, as {@link Condition} reads it
     * @param met confirmed by a person
     * @param by who confirmed it, "" for nobody
     */
    public record Criterion(long id, String text, boolean met, String by, Optional<Instant> at) {
        public Condition condition() {
            return Condition.of(text);
        }
    }
}
