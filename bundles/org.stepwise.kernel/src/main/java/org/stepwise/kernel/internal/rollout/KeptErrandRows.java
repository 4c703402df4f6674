package org.stepwise.kernel.internal.rollout;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.module.Keeping;
import org.stepwise.kernel.api.module.KeptRows;
import org.stepwise.kernel.api.tx.Transactions;

/** Tasks of people to whom the module was not open, about its records or none. */
@Component(service = Keeping.class)
public final class KeptErrandRows extends KeptRows {
    @Activate
    public KeptErrandRows(@Reference Transactions transactions) {
        super(transactions, "errands", "rollout_errand");
    }
}
