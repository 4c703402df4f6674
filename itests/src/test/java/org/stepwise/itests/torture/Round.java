package org.stepwise.itests.torture;

import java.util.List;
import java.util.Map;

/**
 * What one round did and found.
 *
 * @param afterMillis how long people had worked when it happened
 * @param confirmed pieces of work that were confirmed in this round, by kind
 * @param broken rows that break an invariant, right after the blow and after the start, by kind; those that are none are left out
 * @param wrong everything that is not as it was confirmed
 */
record Round(
        int number,
        Blow blow,
        long afterMillis,
        Map<String, Integer> confirmed,
        Map<String, Long> broken,
        List<String> wrong) {
    boolean good() {
        return broken.isEmpty() && wrong.isEmpty();
    }

    int pieces() {
        return confirmed.values().stream().mapToInt(count -> count).sum();
    }

    String line() {
        return "round %3d  %-12s after %5d ms  %5d pieces confirmed  %s"
                .formatted(
                        number,
                        blow,
                        afterMillis,
                        pieces(),
                        good() ? "all there, nothing broken" : broken + " " + wrong);
    }
}
