package org.stepwise.benchmarks.lists;

import org.stepwise.kernel.api.record.RecordType;

/** Six sortable columns, one indexed filter. */
public final class ClientType extends RecordType<Client> {
    public ClientType() {
        super("demo.client", Client.class);
        title(c -> c.name);
        field("name");
        field("amount");
        field("lastContact");
        field("score");
        field("city");
        field("stage");
        list("name", "amount", "lastContact", "score", "stage", "ownerId");
        filters("city");
        form("name", "amount");
    }
}
