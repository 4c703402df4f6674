package org.stepwise.kernel.internal.rollout;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.rollout.RehearsalMarks;
import org.stepwise.kernel.api.tx.Transactions;

/** Reads the marks in the running transaction, one query a question. */
@Component
public final class StoredMarks implements RehearsalMarks {
    private final Transactions transactions;

    @Activate
    public StoredMarks(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Map<Long, Long> of(String type, Collection<Long> records) {
        Map<Long, Long> marked = new HashMap<>();
        if (records.isEmpty()) return marked;
        transactions
                .sql()
                .each(
                        "select record_id, phase_id from rollout_rehearsed where type = ? and record_id in (?)",
                        row -> marked.put(row.number(1), row.number(2)),
                        type,
                        records);
        return marked;
    }
}
