package org.stepwise.kernel.internal.rollout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.module.Nodes.Trouble;
import org.stepwise.kernel.internal.audit.Guard;

/**
 * Brings modules that open phases need to this server, and remembers which it cannot bring, and why. Those are tried again, the
 * more seldom the more often they failed. Used by one thread at a time.
 */
final class Bringing {
    private static final Logger LOG = LoggerFactory.getLogger(Bringing.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private final Modules modules;
    private final Guard guard;
    private final Clock clock;
    private final Map<String, Failed> failed = new HashMap<>();

    /** @param times how often in a row */
    private record Failed(Trouble trouble, int times, Instant next) {}

    Bringing(Modules modules, Guard guard, Clock clock) {
        this.modules = modules;
        this.guard = guard;
        this.clock = clock;
    }

    /** @return what is lacking then */
    List<Trouble> bring(Set<String> needed) {
        failed.keySet().retainAll(needed);
        List<Trouble> lacking = new ArrayList<>();
        Set<String> unknown = new TreeSet<>(needed);
        for (Modules.Info info : modules.all()) {
            if (unknown.remove(info.id())) lacking(info).ifPresent(lacking::add);
        }
        unknown.forEach(
                module -> lacking.add(new Trouble(module, "", "release.reason.unknown", Map.of(), clock.instant())));
        return lacking;
    }

    private Optional<Trouble> lacking(Modules.Info info) {
        if (info.state() == Modules.State.AVAILABLE) return brought(info.id());
        failed.remove(info.id());
        if (info.state() == Modules.State.READY || info.state() == Modules.State.MIGRATING) return Optional.empty();
        String what = info.reason().isEmpty() ? String.join("; ", info.waitsFor()) : info.reason();
        return Optional.of(trouble(info, "release.reason.failed", Map.of("what", what)));
    }

    private Optional<Trouble> brought(String module) {
        Failed before = failed.get(module);
        if (before != null && before.next().isAfter(clock.instant())) return Optional.of(before.trouble());
        try {
            guard.asSystem("an open phase needs " + module, () -> modules.install(module));
            failed.remove(module);
            LOG.info("module {} was installed, an open phase needs it", module);
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.warn("an open phase needs module {}, which cannot be installed: {}", module, e.getMessage());
            Trouble trouble = e instanceof Problem problem
                    ? trouble(modules.info(module), problem.key(), problem.args())
                    : trouble(
                            modules.info(module),
                            "release.reason.failed",
                            Map.of("what", String.valueOf(e.getMessage())));
            int times = before == null ? 1 : before.times() + 1;
            failed.put(module, new Failed(trouble, times, clock.instant().plus(pause(times))));
            return Optional.of(trouble);
        }
    }

    private static Duration pause(int times) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(times - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private Trouble trouble(Modules.Info info, String key, Map<String, Object> args) {
        return new Trouble(info.id(), info.version(), key, args, clock.instant());
    }
}
