package org.stepwise.kernel.internal.rollout;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.tx.Transactions;

/**
 * Removes what a trial made, some hundreds of records of a type in a transaction each. Those that refer to nothing outside of the trial
 * go at once with what others keep of them: nobody else can notice. One that refers to a live record goes through the recycle bin, alone,
 * so that the rules of the types see it go. What something live refers to stays. The marks that are left are what is still to do.
 */
final class Sweep {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private final Transactions transactions;
    private final Records records;
    private final Types types;
    private final TrialTraces traces;
    private final TrialTable table;
    private final TrialReferences references;
    private final long phase;

    Sweep(Transactions transactions, Records records, Types types, TrialTraces traces, long phase) {
        this.transactions = transactions;
        this.records = records;
        this.types = types;
        this.traces = traces;
        this.phase = phase;
        this.table = new TrialTable(transactions.sql());
        this.references = new TrialReferences(transactions.sql(), types, phase);
    }

    /** Round after round, since what goes first may be what kept others. @param told how many are left @return how many are gone */
    long run(LongConsumer told) {
        long before = left();
        long now = before;
        for (long last = Long.MAX_VALUE; now > 0 && now < last; ) {
            last = now;
            for (String type : transactions.read(() -> table.made(phase)).keySet()) sweep(type, told);
            now = left();
        }
        return before - now;
    }

    private long left() {
        return transactions.read(() -> table.count(phase));
    }

    private void sweep(String id, LongConsumer told) {
        Optional<RecordType<?>> type = types.find(id);
        if (type.isEmpty()) return;
        List<Long> some = some(id, 0);
        while (!some.isEmpty()) {
            remove(type.get(), some);
            told.accept(left());
            some = some(id, some.get(some.size() - 1));
        }
    }

    private List<Long> some(String type, long after) {
        return transactions.read(() -> table.some(phase, type, after));
    }

    private void remove(RecordType<?> type, List<Long> some) {
        Set<Long> free = new TreeSet<>(some);
        Set<Long> bound = transactions.read(() -> {
            free.removeAll(references.held(type.id(), some));
            Set<Long> found = references.outward(type, free);
            free.removeAll(found);
            return found;
        });
        if (!free.isEmpty() && !done(() -> together(type, free))) bound.addAll(free);
        for (long record : bound) done(() -> alone(type, RecordId.of(type.id(), record)));
    }

    private boolean done(Runnable work) {
        try {
            transactions.run(work);
            return true;
        } catch (Problem refused) {
            LOG.debug("not yet: {}", refused.getMessage());
            return false;
        }
    }

    private void together(RecordType<?> type, Set<Long> free) {
        traces.forget(type.id(), free);
        transactions.sql().update("delete from " + type.table() + " where id in (?)", free);
        table.unmark(type.id(), free);
    }

    private record State(long version, boolean deleted) {}

    private void alone(RecordType<?> type, RecordId record) {
        if (!references.held(record.type(), Set.of(record.id())).isEmpty()) return;
        transactions
                .sql()
                .first(
                        "select version, deleted from " + type.table() + " where id = ?",
                        row -> new State(row.number(1), row.flag(2)),
                        record.id())
                .filter(state -> !state.deleted())
                .ifPresent(state -> records.delete(record, state.version()));
        together(type, Set.of(record.id()));
    }
}
