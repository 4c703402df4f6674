package org.stepwise.kernel.internal.rollout;

/**
 * When rules of use are to be confirmed.
 *
 * @param mustConfirm pages of a module show its rules first; else a line above them reminds
 * @param overRest REST refuses until they are confirmed, too
 */
public record UseRules(boolean mustConfirm, boolean overRest) {
    public UseRules() {
        this(true, false);
    }
}
