package org.stepwise.kernel.api.module;

import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** One part's health, asked by {@code /health/ready} and the console. Answers within a second, never throws. */
@ConsumerType
public interface Health {
    /** What is wrong, by part, in words for operators; empty when all is well. */
    Map<String, String> problems();

    /** What is not as it should be while people can work all the same; by part, empty when all is well. */
    default Map<String, String> degraded() {
        return Map.of();
    }
}
