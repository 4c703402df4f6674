package org.stepwise.notices.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.module.Keeping;
import org.stepwise.kernel.api.module.KeptRows;
import org.stepwise.kernel.api.tx.Transactions;

/** Notices about the records. */
@Component(service = Keeping.class)
public final class KeptNotices extends KeptRows {
    @Activate
    public KeptNotices(@Reference Transactions transactions) {
        super(transactions, "notices", "notices_notice");
    }
}
