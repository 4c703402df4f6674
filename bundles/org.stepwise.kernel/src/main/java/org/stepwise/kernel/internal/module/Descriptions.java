package org.stepwise.kernel.internal.module;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.module.Modules.Info;
import org.stepwise.kernel.api.module.Modules.State;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.internal.rollout.Openings;

/** Modules as they are told of, there or only installable. */
record Descriptions(
        Registry registry, OsgiModules running, Openings openings, Purge purge, Callers callers, Texts texts) {
    Info of(String id, Optional<Features> features) {
        return registry.entry(id).map(this::present).orElseGet(() -> absent(id, features));
    }

    private Info present(Registry.Entry entry) {
        Contribution module = entry.contribution();
        String id = module.module().id();
        return new Info(
                id,
                module.version(),
                entry.state(),
                entry.state() == State.FAILED ? reason(id, entry.reason()) : entry.reason(),
                entry.state() == State.READY ? List.of() : waits(id),
                openings.phasesUsing(id),
                module.types().stream().map(RecordType::id).toList(),
                module.module().functions(),
                module.bytes());
    }

    /** What keeps it from being ready. */
    List<String> waits(String id) {
        return running.bundle(id).map(running::waitsFor).orElse(List.of());
    }

    private Info absent(String id, Optional<Features> features) {
        boolean there = features.filter(now -> now.modules().contains(id) && now.installed(id))
                .isPresent();
        long bytes = features.map(now ->
                        now.missing(id).stream().mapToLong(Previews::bytes).sum())
                .orElse(0L);
        return new Info(
                id,
                features.map(now -> now.version(id)).orElse(""),
                there ? State.WAITING : State.AVAILABLE,
                reason(id, ""),
                waits(id),
                openings.phasesUsing(id),
                List.of(),
                List.of(),
                bytes);
    }

    /** What a failure says to whoever asked for the work. */
    String sentence(RuntimeException failure) {
        return failure instanceof Unfit unfit
                ? texts.text(locale(), unfit.key(), unfit.args())
                : String.valueOf(failure.getMessage());
    }

    private Locale locale() {
        return callers.find().map(Caller::locale).orElse(Locale.ENGLISH);
    }

    private String reason(String id, String other) {
        if (!purge.unfinished(id)) return other;
        return texts.text(locale(), "kernel.problem.purgeUnfinished", Map.of("module", id));
    }
}
