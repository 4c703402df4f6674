package org.stepwise.kernel.api.rollout;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * A module in a unit, on the board; derived, never stored.
 *
 * @param phase code of the phase that opens or plans it, "" for none
 * @param people people of the unit and below who work here, signed in or not
 * @param invited how many of them have not signed in yet
 * @param open how many of them have the module open
 * @param active how many of them used it within the last seven days, 0 when they are few
 * @param few too few people have it open, here or in a part of the unit, to tell how many use it
 * @param functions those of the module that a phase opens or plans for somebody here who has not the whole; empty for the whole
 */
public record Cell(
        String module,
        long unit,
        State state,
        String phase,
        Optional<LocalDate> planned,
        int people,
        int invited,
        int open,
        int active,
        boolean few,
        Set<String> functions) {
    /** Derived state. */
    public enum State {
        NONE,
        PLANNED,
        PAUSED,
        PARTLY,
        OPEN
    }
}
