package org.stepwise.kernel.internal.module;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.stepwise.kernel.api.module.Modules.State;

/** Waits until a module is ready, and tells why it is not. */
record Readiness(Registry registry) {
    private static final long ROUND_NANOS = 20_000_000;
    private static final String HOPELESS = " failed: ";

    /**
     * @param release the version that has to become ready
     * @param waits what keeps its components from being there
     */
    void await(String id, String release, Supplier<List<String>> waits, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!registry.ready(id, release)) {
            Optional<Registry.Entry> failed = registry.entry(id)
                    .filter(entry -> entry.state() == State.FAILED)
                    .filter(entry -> entry.contribution().release().equals(release));
            if (failed.isPresent())
                throw Unfit.because("failed", Map.of("what", failed.get().reason()));
            List<String> missing = waits.get();
            if (missing.stream().anyMatch(wait -> wait.contains(HOPELESS)))
                throw Unfit.because("failed", Map.of("what", String.join("; ", missing)));
            if (System.nanoTime() > end) {
                throw Unfit.because(
                        "late", Map.of("seconds", patience.toSeconds(), "what", String.join("; ", missing)));
            }
            LockSupport.parkNanos(ROUND_NANOS);
        }
    }
}
