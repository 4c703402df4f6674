package org.stepwise.crm.internal.contact;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.record.Filter;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.kernel.api.record.Saving;
import org.stepwise.kernel.api.tx.Transactions;

/** Contacts, parts of their customer: exactly one of a customer's contacts is the main one (CRM-2). */
@Component(service = RecordType.class)
public final class ContactType extends RecordType<Contact> {
    private static final String MAIN_CHANGES = "one main contact a customer";
    private final Transactions transactions;

    @Activate
    public ContactType(@Reference Transactions transactions) {
        super("crm.contact", Contact.class);
        this.transactions = transactions;
        title(c -> c.name);
        field("customerId").ref("crm.customer").part();
        field("salutation").choice("crm.salutation");
        field("name").search().width(2);
        field("post");
        field("decisionRole").choice("crm.decision");
        field("main").help();
        field("officePhone").search().help();
        field("mobile").search();
        field("homePhone");
        field("email").search();
        field("birthday");
        field("preferences").longText();
        list("name", "customerId", "post", "decisionRole", "mobile", "officePhone", "email", "main");
        filters("decisionRole", "main");
        form("customerId", "salutation", "name", "post", "decisionRole", "main");
        section("reach", "officePhone", "mobile", "homePhone", "email");
        section("more", "birthday", "preferences");
        icon("address-book");
        menu();
        superiorsSee();
    }

    @Override
    protected void derive(Contact contact, Saving<Contact> saving) {
        if (contact.main || contact.customerId == null) return;
        long others = transactions
                .sql()
                .number(
                        "select count(*) from crm_contact where customer_id = ? and main = true and deleted = false and id <> ?",
                        contact.customerId,
                        contact.id);
        if (others == 0) contact.main = true;
    }

    @Override
    protected void saved(Contact contact, Saving<Contact> saving) {
        if (!contact.main || !saving.changed("main")) return;
        Records records = saving.asSystem(MAIN_CHANGES);
        Query formerMain = Query.ALL.where(Filter.eq("customerId", contact.customerId), Filter.eq("main", true));
        for (Row row : records.list(id(), formerMain).rows()) {
            if (row.id() != contact.id) records.update(row.record(), row.version(), Map.of("main", false));
        }
    }
}
