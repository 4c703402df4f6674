package org.stepwise.kernel.internal.rollout;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.job.Jobs;
import org.stepwise.kernel.api.notice.Notices;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.Trial;
import org.stepwise.kernel.api.rollout.Trials;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.audit.Guard;

/** Trials as the doors see them: what they left, counted, and their steps. */
@Component
public final class PhaseTrials implements Trials {
    /** A small rehearsal is cleared while whoever asked waits. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int MOST = 500;
    private final Transactions transactions;
    private final PhasedRollout rollout;
    private final Directory directory;
    private final Types types;
    private final Jobs jobs;
    private final Guard guard;
    private final TrialTraces traces;

    @Activate
    public PhaseTrials(
            @Reference Transactions transactions,
            @Reference PhasedRollout rollout,
            @Reference Directory directory,
            @Reference Types types,
            @Reference Jobs jobs,
            @Reference Guard guard,
            @Reference TrialTraces traces) {
        this.transactions = transactions;
        this.rollout = rollout;
        this.directory = directory;
        this.types = types;
        this.jobs = jobs;
        this.guard = guard;
        this.traces = traces;
    }

    @Override
    public Trial trial(String code) {
        return transactions.read(() -> {
            Phase phase = rollout.phase(code);
            TrialTable table = new TrialTable(transactions.sql());
            Optional<TrialTable.Stored> stored = table.find(phase.id());
            Set<Long> units = table.members(phase.id(), true);
            Set<Long> persons = table.members(phase.id(), false);
            Map<String, Long> made = table.made(phase.id());
            TrialReferences references = new TrialReferences(transactions.sql(), types, phase.id());
            return new Trial(
                    code,
                    stored.map(TrialTable.Stored::state).orElse(Trial.State.NONE),
                    stored.map(TrialTable.Stored::since),
                    units,
                    persons,
                    stored.isEmpty()
                            ? 0
                            : Population.read(transactions.sql())
                                    .working(units, persons)
                                    .size(),
                    made,
                    traces.kept(table, phase.id()),
                    made.keySet().stream().mapToLong(references::held).sum(),
                    traces.caught(phase.id()));
        });
    }

    @Override
    public Trial begin(String code, Set<Long> units, Set<Long> persons) {
        rollout.trials().begin(code, units, persons);
        return trial(code);
    }

    @Override
    public Trial end(String code) {
        rollout.trials().end(code);
        return trial(code);
    }

    @Override
    public Trial clear(String code, String confirmed) {
        rollout.trials().clear(code, confirmed);
        guard.asSystem("the rehearsal of " + code + " is cleared", () -> jobs.start(Clearing.JOB));
        return trial(code);
    }

    @Override
    public Phase clearAndActivate(String code, String confirmed, String reason) {
        if (!rollout.trials().clearAndActivate(code, confirmed, reason)) return rollout.activate(code, reason);
        guard.asSystem("the rehearsal of " + code + " is cleared", () -> jobs.start(Clearing.JOB));
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (clearing(code) && System.nanoTime() < end) LockSupport.parkNanos(ROUND_NANOS);
        return rollout.phase(code);
    }

    private boolean clearing(String code) {
        return transactions.apart(() -> new TrialTable(transactions.sql())
                .find(rollout.phase(code).id())
                .filter(stored -> stored.state() == Trial.State.CLEARING)
                .isPresent());
    }

    @Override
    public Trial keep(String code, String confirmed) {
        guard.require(Actions.ADMINISTER, PhasedRollout.TYPE);
        long phase = rollout.phase(code).id();
        rollout.trials().keep(code, confirmed, () -> traces.forgetCaught(phase));
        return trial(code);
    }

    @Override
    public List<Caught> caught(String code, int limit) {
        return transactions.read(() -> {
            Phase phase = rollout.phase(code);
            List<Notices.Caught> found = traces.caught(phase.id(), guard.current(), Math.max(1, Math.min(limit, MOST)));
            Set<Long> people = found.stream().map(Notices.Caught::person).collect(Collectors.toSet());
            Map<Long, String> names = people.isEmpty() ? Map.of() : directory.names(people);
            return found.stream()
                    .map(one -> new Caught(one.id(), names.getOrDefault(one.person(), ""), one.text(), one.at()))
                    .toList();
        });
    }
}
