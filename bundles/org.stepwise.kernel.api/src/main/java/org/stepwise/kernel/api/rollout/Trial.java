package org.stepwise.kernel.api.rollout;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The trial of a phase before it goes live (ROL-17), and what it has left.
 *
 * @param units principal ids of units whose people try, each with all below
 * @param persons principal ids of persons who try
 * @param people how many try
 * @param made record type → how many records the trial made that are there still
 * @param kept what others keep of these records: files, history, links …, by name, how many rows
 * @param held how many of them records outside of the trial refer to
 * @param caught how many notices were caught
 */
public record Trial(
        String phase,
        State state,
        Optional<Instant> since,
        Set<Long> units,
        Set<Long> persons,
        int people,
        Map<String, Long> made,
        Map<String, Long> kept,
        long held,
        long caught) {
    /** Where the trial stands. */
    public enum State {
        /** There was none, or all of it has been cleared or kept. */
        NONE,
        /** The group works. */
        OPEN,
        /** The group is out; records may be there. */
        ENDED,
        /** Records are being removed in the background. */
        CLEARING
    }

    public long records() {
        return made.values().stream().mapToLong(Long::longValue).sum();
    }
}
