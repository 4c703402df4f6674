package org.stepwise.web.internal.page;

import org.stepwise.kernel.api.NotFound;

/** A page of web itself. GET runs in a transaction unless it says otherwise; POST opens its own, so that it can answer what a refusal means. */
public interface OwnPage {
    Reply get(Visit visit);

    /** Does it open its transactions by itself? */
    default boolean opensTransactions() {
        return false;
    }

    default Reply post(Visit visit) {
        throw NotFound.of(visit.path());
    }
}
