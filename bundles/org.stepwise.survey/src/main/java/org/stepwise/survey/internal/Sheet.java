package org.stepwise.survey.internal;

import java.time.Instant;

/**
 * What one unit answers of a round.
 *
 * @param person who answers; the head of the unit may too
 * @param remark why it was given back, "" when it was not
 * @param changedBy name
 */
public record Sheet(
        long id,
        long round,
        long unit,
        long person,
        State state,
        Answers answers,
        long version,
        String remark,
        Instant changedAt,
        String changedBy) {
    /** Where it is. */
    public enum State {
        OPEN,
        DRAFT,
        RETURNED,
        HANDED_IN
    }

    public boolean handedIn() {
        return state == State.HANDED_IN;
    }

    public String stateName() {
        return state.name();
    }
}
