package org.stepwise.kernel.internal.access;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.module.Keeping;
import org.stepwise.kernel.api.module.KeptRows;
import org.stepwise.kernel.api.tx.Transactions;

/** Shares of the records. */
@Component(service = Keeping.class)
public final class KeptShares extends KeptRows {
    @Activate
    public KeptShares(@Reference Transactions transactions) {
        super(transactions, "shares", "share");
    }
}
