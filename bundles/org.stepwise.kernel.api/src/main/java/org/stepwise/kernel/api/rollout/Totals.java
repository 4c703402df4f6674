package org.stepwise.kernel.api.rollout;

/**
 * How far the roll-out has come, each person counted once however many units and phases they are in.
 *
 * @param people people who work here, signed in or not
 * @param invited how many of them have not signed in yet
 * @param open how many of them have something open by a phase
 * @param active how many of those used it within the last seven days, 0 when they are few
 * @param few too few people have something open to tell how many use it
 */
public record Totals(int people, int invited, int open, int active, boolean few) {
    /** Of enough people. */
    public Totals(int people, int invited, int open, int active) {
        this(people, invited, open, active, false);
    }
}
