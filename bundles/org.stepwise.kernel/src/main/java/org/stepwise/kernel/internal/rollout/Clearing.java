package org.stepwise.kernel.internal.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.job.Job;
import org.stepwise.kernel.api.job.JobBody;
import org.stepwise.kernel.api.job.Progress;
import org.stepwise.kernel.api.module.Keeping;
import org.stepwise.kernel.api.notice.Notices;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.audit.Guard;

/**
 * Removes what trials made, record by record: first to the recycle bin, so that the type's rules see it go, then for good. The marks that
 * are left say where to go on, so that a crash loses nothing. What cannot go yet is tried again after the others.
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
    private final TrialTable table;

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Keeping> keepings = List.of();

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Notices> notices = List.of();

    @Activate
    public Clearing(
            @Reference Transactions transactions,
            @Reference PhasedRollout rollout,
            @Reference Records records,
            @Reference Types types,
            @Reference Guard guard) {
        this.transactions = transactions;
        this.rollout = rollout;
        this.records = records;
        this.types = types;
        this.guard = guard;
        this.table = new TrialTable(transactions.sql());
    }

    @Override
    public void run(Progress progress) {
        guard.asSystem("clear rehearsals", () -> {
            for (String phase : transactions.read(table::clearing)) clear(phase, progress);
        });
    }

    private void clear(String code, Progress progress) {
        Phase phase = rollout.phase(code);
        List<RecordId> left = transactions.read(() -> table.marked(phase.id()));
        long total = left.size();
        for (int before = Integer.MAX_VALUE; !left.isEmpty() && left.size() < before; ) {
            before = left.size();
            List<RecordId> again = new ArrayList<>();
            for (RecordId record : left) {
                if (!removed(phase.id(), record)) again.add(record);
                else tell(progress, total - left.size() + before - again.size(), total);
            }
            left = again;
        }
        rollout.trials()
                .cleared(code, total - left.size(), () -> notices.forEach(some -> some.forgetCaught(phase.id())));
    }

    /** Once it has begun it is not cancelled. */
    private static void tell(Progress progress, long done, long total) {
        try {
            progress.at(Math.min(done, total), total);
        } catch (Progress.Cancelled tooLate) {
            LOG.debug("a clearing that has begun is not cancelled");
        }
    }

    /** @return whether it is gone; else something still needs it, or its module is away */
    private boolean removed(long phase, RecordId record) {
        Optional<RecordType<?>> type = types.find(record.type());
        if (type.isEmpty()) return false;
        try {
            return transactions.get(() -> remove(phase, type.get(), record));
        } catch (Problem refused) {
            LOG.debug("{} stays: {}", record, refused.getMessage());
            return false;
        }
    }

    private record State(long version, boolean deleted) {}

    private boolean remove(long phase, RecordType<?> type, RecordId record) {
        if (!table.held(phase, record.type(), record.id(), types).isEmpty()) return false;
        transactions
                .sql()
                .first(
                        "select version, deleted from " + type.table() + " where id = ?",
                        row -> new State(row.number(1), row.flag(2)),
                        record.id())
                .filter(state -> !state.deleted())
                .ifPresent(state -> records.delete(record, state.version()));
        keepings.forEach(keeping -> keeping.forget(record.type(), Set.of(record.id())));
        transactions.sql().update("delete from " + type.table() + " where id = ?", record.id());
        table.unmark(record);
        return true;
    }
}
