package org.stepwise.web.internal.page;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.module.Keeping;
import org.stepwise.kernel.api.module.KeptRows;
import org.stepwise.kernel.api.tx.Transactions;

/** Records that people opened last. */
@Component(service = Keeping.class)
public final class KeptRecent extends KeptRows {
    @Activate
    public KeptRecent(@Reference Transactions transactions) {
        super(transactions, "recent", "web_recent");
    }
}
