package org.stepwise.benchmarks.switching;

import java.util.List;
import java.util.Locale;

/** How long requests took, and how many failed. */
record Waits(String name, int requests, int failed, double p50, double p99, double worst) {
    /** @param asked requests in any order */
    static Waits of(String name, List<Asked> asked) {
        List<Double> sorted = asked.stream().map(Asked::milliseconds).sorted().toList();
        int failed = (int) asked.stream().filter(one -> !one.good()).count();
        return new Waits(name, sorted.size(), failed, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
    }

    /** One request. */
    record Asked(long began, double milliseconds, boolean good) {}

    private static double at(List<Double> sorted, double share) {
        if (sorted.isEmpty()) return 0;
        return sorted.get(Math.min(sorted.size() - 1, (int) (share * sorted.size())));
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-34s %6d requests  %3d failed   p50 %7.1f ms   p99 %7.1f ms   worst %7.1f ms%n",
                name,
                requests,
                failed,
                p50,
                p99,
                worst);
    }

    String json() {
        return String.format(
                Locale.ROOT,
                "{\"name\":\"%s\",\"requests\":%d,\"failed\":%d,\"p50\":%.1f,\"p99\":%.1f,\"worst\":%.1f}",
                name,
                requests,
                failed,
                p50,
                p99,
                worst);
    }
}
