package org.stepwise.records.internal.history;

import java.util.function.LongConsumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.module.Keeping;
import org.stepwise.kernel.api.module.KeptRows;
import org.stepwise.kernel.api.tx.Transactions;

/** History of the records; their numbers begin anew when it is purged. */
@Component(service = Keeping.class)
public final class KeptHistory extends KeptRows {
    private final Transactions transactions;

    @Activate
    public KeptHistory(@Reference Transactions transactions) {
        super(transactions, "history", "record_history");
        this.transactions = transactions;
    }

    @Override
    public void purge(String module, LongConsumer removed) {
        super.purge(module, removed);
        transactions.sql().update("delete from record_counter where type like ?", types(module));
    }
}
