package org.stepwise.kernel.internal.rollout;

/** Figures of the roll-out. @param smallestGroup of fewer people than this no figures of use are told */
public record RolloutRules(int smallestGroup) {
    private static final int MOST = 50;

    public RolloutRules {
        if (smallestGroup < 1 || smallestGroup > MOST) throw new IllegalArgumentException("smallestGroup");
    }

    public RolloutRules() {
        this(3);
    }
}
