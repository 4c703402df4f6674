package org.stepwise.kernel.api.rollout;

import java.util.List;
import java.util.Map;

/**
 * What activating a phase would do (ROL-4); nothing was changed.
 *
 * @param install bundles to be installed
 * @param migrations names of schema files to be run, {@code crm/001-customer}
 * @param gains module address → number of people who gain it
 * @param had module address → number of people in scope who have it already, by this phase or another
 * @param gaps what is missing; blocking ones prevent activation
 * @param memoryBytes estimate of additional memory, from the bundles' sizes
 */
public record Rehearsal(
        String phase,
        List<Install> install,
        List<String> migrations,
        Map<String, Integer> gains,
        Map<String, Integer> had,
        List<Gap> gaps,
        long memoryBytes) {
    /** A bundle to be installed. */
    public record Install(String feature, String bundle, String version, long bytes) {}

    /** A missing thing as text key and arguments. */
    public record Gap(boolean blocking, String key, Map<String, Object> args) {}

    public boolean possible() {
        return gaps.stream().noneMatch(Gap::blocking);
    }
}
