package org.stepwise.kernel.api.rollout;

import java.time.Instant;
import java.util.Map;

/**
 * One step in a phase's history.
 *
 * @param step planned, changed, rehearsed, activated, widened, narrowed, paused, resumed, completed, rolledBack
 * @param details named arguments of the text {@code rollout.event.<step>}
 */
public record PhaseEvent(Instant at, long by, String byName, String phase, String step, Map<String, Object> details) {}
