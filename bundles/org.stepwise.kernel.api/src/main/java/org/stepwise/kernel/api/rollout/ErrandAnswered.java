package org.stepwise.kernel.api.rollout;

/**
 * The answer of a task that went on paper was handed in: published to whoever handles it, who looks whether the module is his.
 *
 * @param task whose task it was
 * @param by who handed it in
 */
public record ErrandAnswered(String module, String key, long task, long by, String answer) {}
