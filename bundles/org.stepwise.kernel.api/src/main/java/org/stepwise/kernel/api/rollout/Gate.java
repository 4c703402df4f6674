package org.stepwise.kernel.api.rollout;

import java.time.Instant;
import java.util.Optional;

/**
 * A criterion of a phase against the facts of this moment.
 *
 * @param id of the criterion, 0 for what is a condition of the phase without being one of its criteria
 * @param text in the reader's language, with what is left to be done; the wording itself for one that a person confirms
 * @param reached percent for ACTIVE (the lowest of the weeks) and TRAINED, otherwise a count: of records, or of what is left
 * @param by who confirmed it, "" for nobody
 */
public record Gate(
        long id, String text, Condition condition, long reached, boolean met, String by, Optional<Instant> at) {
    /** The figure as it is read beside the text: {@code 54%}, {@code 120}; "" where none is counted, and where the text tells what is left. */
    public String figure() {
        return switch (condition.kind()) {
            case SAID, BLOCKING, TASKS, SIGNED, CALLS, GOALS -> "";
            case ACTIVE, TRAINED -> reached + "%";
            case RECORDS -> String.valueOf(reached);
        };
    }
}
