package org.stepwise.kernel.internal.rollout;

/**
 * Who confirms what a phase opens to whom, and what holds without it.
 *
 * @param steering of the steering group
 * @param heads the heads of the phase's units
 * @param without what holds as long as it is not confirmed
 */
public record SignOffRules(Steering steering, boolean heads, Without without) {
    /** Of the steering group. */
    public enum Steering {
        ALL,
        ONE,
        NONE
    }

    /** What an activation does. */
    public enum Without {
        /** Nothing is said. */
        SILENT,
        /** The rehearsal and the conditions say so. */
        HINT,
        /** And whoever goes on gives a reason. */
        REASON,
        /** It is refused. */
        REFUSED
    }

    public SignOffRules() {
        this(Steering.ALL, true, Without.REASON);
    }
}
