package org.stepwise.kernel.internal.rollout;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.job.Job;
import org.stepwise.kernel.api.job.JobBody;
import org.stepwise.kernel.api.job.Progress;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.audit.Guard;

/**
 * Removes what trials made, in the background, and lets those phases go live of which that was wanted. The marks and the trial's row
 * say where to go on, so that a crash loses nothing: the next run goes on.
 */
@Component(service = JobBody.class)
@Job(id = Clearing.JOB, every = "PT10M")
public final class Clearing implements JobBody {
    static final String JOB = "kernel/rehearsal";
    private static final Logger LOG = LoggerFactory.getLogger(Clearing.class);
    private final Transactions transactions;
    private final PhasedRollout rollout;
    private final Records records;
    private final Types types;
    private final Guard guard;
    private final TrialTraces traces;

    @Activate
    public Clearing(
            @Reference Transactions transactions,
            @Reference PhasedRollout rollout,
            @Reference Records records,
            @Reference Types types,
            @Reference Guard guard,
            @Reference TrialTraces traces) {
        this.transactions = transactions;
        this.rollout = rollout;
        this.records = records;
        this.types = types;
        this.guard = guard;
        this.traces = traces;
    }

    /** Also those that are asked for meanwhile. */
    @Override
    public void run(Progress progress) {
        Set<String> done = new HashSet<>();
        guard.asSystem("clear rehearsals", () -> {
            for (List<String> due = due(done); !due.isEmpty(); due = due(done)) {
                for (String phase : due) clear(phase, progress);
                done.addAll(due);
            }
        });
    }

    private List<String> due(Set<String> done) {
        return transactions.read(() -> new TrialTable(transactions.sql()).clearing()).stream()
                .filter(phase -> !done.contains(phase))
                .toList();
    }

    private void clear(String code, Progress progress) {
        long phase = rollout.phase(code).id();
        long total = transactions.read(() -> new TrialTable(transactions.sql()).count(phase));
        Sweep sweep = new Sweep(transactions, records, types, traces, phase);
        long removed = sweep.run(left -> tell(progress, total - left, total));
        rollout.trialCleared(code, removed, () -> traces.forgetCaught(phase));
    }

    /** Once it has begun it is not cancelled. */
    private static void tell(Progress progress, long done, long total) {
        try {
            progress.at(Math.max(0, done), total);
        } catch (Progress.Cancelled tooLate) {
            LOG.debug("a clearing that has begun is not cancelled");
        }
    }
}
