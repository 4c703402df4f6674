package org.stepwise.records.internal.history;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.module.Keeping;
import org.stepwise.kernel.api.module.KeptRows;
import org.stepwise.kernel.api.tx.Transactions;

/** History of the records. Their counters stay when it is purged: a number that stands on paper is not given a second time. */
@Component(service = Keeping.class)
public final class KeptHistory extends KeptRows {
    @Activate
    public KeptHistory(@Reference Transactions transactions) {
        super(transactions, "history", "record_history");
    }
}
