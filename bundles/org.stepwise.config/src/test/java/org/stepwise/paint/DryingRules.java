package org.stepwise.paint;

/** How long a wall dries; rules are called after the last part of their package. */
public record DryingRules(int hours) {
    public DryingRules() {
        this(90);
    }
}
