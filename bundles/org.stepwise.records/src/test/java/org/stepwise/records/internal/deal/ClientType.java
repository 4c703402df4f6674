package org.stepwise.records.internal.deal;

import org.stepwise.kernel.api.record.RecordType;

/** Customers as small as can be. */
public final class ClientType extends RecordType<Client> {
    public ClientType() {
        super("demo.customer", Client.class);
        title(c -> c.name);
        field("name");
        list("name");
        form("name");
    }
}
