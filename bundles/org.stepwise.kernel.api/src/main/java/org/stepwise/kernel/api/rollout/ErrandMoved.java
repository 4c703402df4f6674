package org.stepwise.kernel.api.rollout;

/**
 * A task of {@link Errands} goes to somebody else now, or on paper: published to whoever handles it, who looks whether the module is his.
 *
 * @param way a name of {@link Errands.Way}
 * @param person who does it, or hands in the answer; 0 for nobody
 */
public record ErrandMoved(String module, String key, String way, long person) {}
