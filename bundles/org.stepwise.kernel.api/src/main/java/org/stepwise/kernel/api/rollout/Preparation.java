package org.stepwise.kernel.api.rollout;

/**
 * What a phase asks of people besides its tasks and criteria; part of the plan.
 *
 * @param rules its people confirm the rules of use of its modules (ROL-21)
 */
public record Preparation(boolean rules) {
    /** A phase that asks for nothing. */
    public static final Preparation NONE = new Preparation(false);
}
