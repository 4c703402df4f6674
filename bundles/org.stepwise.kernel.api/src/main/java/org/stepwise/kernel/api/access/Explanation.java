package org.stepwise.kernel.api.access;

import java.util.List;
import java.util.Map;

/**
 * Why somebody may or may not do something (ACC-8).
 *
 * @param steps every rule that was looked at, in order, with what it said
 */
public record Explanation(boolean allowed, List<Step> steps) {
    public Explanation {
        steps = List.copyOf(steps);
    }

    /**
     * @param rule short name: phase, clearance, segment, role, superior, owner, share, state
     * @param effect gives, refuses, or neither
     * @param key text key of the sentence, with named arguments
     */
    public record Step(String rule, Effect effect, String key, Map<String, Object> args) {}

    /** What a rule said. */
    public enum Effect {
        GIVES,
        REFUSES,
        SILENT
    }
}
