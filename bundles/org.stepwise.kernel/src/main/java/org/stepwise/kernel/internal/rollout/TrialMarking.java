package org.stepwise.kernel.internal.rollout;

import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.record.Change;
import org.stepwise.kernel.api.record.RecordListener;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.tx.Transactions;

/** Marks what somebody makes who has its module in a trial alone, in the transaction of the save; also what the system makes for them. */
@Component(service = RecordListener.class)
public final class TrialMarking implements RecordListener {
    private final Transactions transactions;
    private final Callers callers;
    private final Types types;

    @Activate
    public TrialMarking(@Reference Transactions transactions, @Reference Callers callers, @Reference Types types) {
        this.transactions = transactions;
        this.callers = callers;
        this.types = types;
    }

    @Override
    public String type() {
        return "*";
    }

    @Override
    public void saved(RecordId record, Map<String, Change> changes, boolean created) {
        if (!created) return;
        Optional<Long> phase = callers.behind()
                .filter(caller -> !caller.opening().tried().isEmpty())
                .flatMap(caller ->
                        caller.opening().trial(types.require(record.type()).address()));
        phase.ifPresent(id -> new TrialTable(transactions.sql()).mark(record, id));
    }
}
