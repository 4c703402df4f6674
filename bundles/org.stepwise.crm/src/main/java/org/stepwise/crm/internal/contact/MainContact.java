package org.stepwise.crm.internal.contact;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Filter;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.RecordListener;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.kernel.api.tx.Transactions;

/** Keeps exactly one main contact when contacts go to the recycle bin and come back (CRM-2). */
@Component(service = RecordListener.class)
public final class MainContact implements RecordListener {
    private static final String TYPE = "crm.contact";
    private static final String REASON = "one main contact a customer";
    /** Got when needed: the gateway is made with its listeners. */
    private final ComponentServiceObjects<Records> records;

    private final Transactions transactions;

    @Activate
    public MainContact(
            @Reference(service = Records.class) ComponentServiceObjects<Records> records,
            @Reference Transactions transactions) {
        this.records = records;
        this.transactions = transactions;
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** The oldest of the others takes the place. */
    @Override
    public void deleted(RecordId contact) {
        asSystem(gateway -> {
            Query others = ofSameCustomer(contact);
            if (!list(gateway, others.where(Filter.eq("main", true))).isEmpty()) return;
            list(gateway, others.sort("createdAt").limit(1)).forEach(row -> main(gateway, row, true));
        });
    }

    /** Whoever is the main contact by now stays it. */
    @Override
    public void restored(RecordId contact) {
        asSystem(gateway -> {
            List<Row> main = list(gateway, ofSameCustomer(contact).where(Filter.eq("main", true)));
            if (main.size() < 2) return;
            main.stream().filter(row -> row.record().equals(contact)).forEach(row -> main(gateway, row, false));
        });
    }

    private void asSystem(Consumer<Records> work) {
        Records gateway = records.getService();
        try {
            work.accept(gateway.asSystem(REASON));
        } finally {
            records.ungetService(gateway);
        }
    }

    private Query ofSameCustomer(RecordId contact) {
        long customer = transactions.sql().number("select customer_id from crm_contact where id = ?", contact.id());
        return Query.ALL.where(Filter.eq("customerId", customer));
    }

    private static List<Row> list(Records gateway, Query query) {
        return gateway.list(TYPE, query).rows();
    }

    private static void main(Records gateway, Row row, boolean main) {
        gateway.update(row.record(), row.version(), Map.of("main", main));
    }
}
