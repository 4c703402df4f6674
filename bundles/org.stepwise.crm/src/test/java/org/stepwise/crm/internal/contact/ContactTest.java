package org.stepwise.crm.internal.contact;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.crm.internal.CrmCompany;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Share;
import org.stepwise.kernel.api.record.Card;
import org.stepwise.kernel.api.record.Filter;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.testkit.Covers;

@Covers("CRM-2")
public class ContactTest {
    @ClassRule
    public static final CrmCompany COMPANY = new CrmCompany();

    private static List<String> main(RecordId customer) {
        Query wanted = Query.ALL.where(Filter.eq("customerId", customer.id()), Filter.eq("main", true));
        return COMPANY.as("amy", () -> COMPANY.records().list("crm.contact", wanted)).rows().stream()
                .map(Row::title)
                .toList();
    }

    @Test
    public void everyFieldIsKept() {
        RecordId customer = COMPANY.customer("amy", "Full Company");
        RecordId made = COMPANY.contact(
                "amy",
                customer,
                "王伟",
                "salutation",
                "mr",
                "post",
                "采购部经理",
                "decisionRole",
                "decider",
                "officePhone",
                "021-62345678",
                "homePhone",
                "0512-62345678",
                "mobile",
                "13800138000",
                "email",
                "wang@example.com",
                "birthday",
                "1980-05-17",
                "preferences",
                "Tea");
        Card card = COMPANY.card("amy", made);
        assertEquals(LocalDate.of(1980, 5, 17), card.row().value("birthday"));
        assertEquals("decider", card.row().value("decisionRole"));
        assertEquals("Full Company", card.row().references().get("customerId"));
    }

    @Test
    public void everyFieldSaysWhatIsWrong() {
        RecordId customer = COMPANY.customer("amy", "Strict Company");
        assertEquals(
                List.of(
                        "birthday crm.problem.birthday",
                        "decisionRole kernel.field.choice",
                        "email crm.problem.email",
                        "homePhone crm.problem.phone",
                        "mobile crm.problem.mobile",
                        "name kernel.field.required",
                        "officePhone crm.problem.phone",
                        "salutation kernel.field.choice"),
                COMPANY.refused(() -> COMPANY.contact(
                        "amy",
                        customer,
                        "",
                        "salutation",
                        "duke",
                        "decisionRole",
                        "king",
                        "officePhone",
                        "12",
                        "homePhone",
                        "12",
                        "mobile",
                        "12",
                        "email",
                        "12",
                        "birthday",
                        "2999-01-01")));
    }

    @Test
    public void theFirstContactIsTheMainOne() {
        RecordId customer = COMPANY.customer("amy", "Starting Company");
        COMPANY.contact("amy", customer, "First");
        COMPANY.contact("amy", customer, "Second");
        assertEquals(List.of("First"), main(customer));
    }

    @Test
    public void aNewMainContactReplacesTheFormer() {
        RecordId customer = COMPANY.customer("amy", "Changing Company");
        COMPANY.contact("amy", customer, "First");
        RecordId second = COMPANY.contact("amy", customer, "Second", "main", true);
        assertEquals(List.of("Second"), main(customer));
        RecordId third = COMPANY.contact("amy", customer, "Third");
        COMPANY.update("amy", third, "main", true);
        assertEquals(List.of("Third"), main(customer));
        COMPANY.update("amy", second, "post", "Buyer");
        assertEquals(List.of("Third"), main(customer));
    }

    @Test
    public void theOnlyContactStaysTheMainOne() {
        RecordId customer = COMPANY.customer("amy", "Small Company");
        RecordId only = COMPANY.contact("amy", customer, "Only");
        COMPANY.update("amy", only, "main", false);
        assertEquals(List.of("Only"), main(customer));
    }

    @Test
    public void whenTheMainContactIsDeletedAnotherTakesItsPlace() {
        RecordId customer = COMPANY.customer("amy", "Losing Company");
        RecordId first = COMPANY.contact("amy", customer, "First");
        COMPANY.contact("amy", customer, "Second");
        delete(first);
        assertEquals(List.of("Second"), main(customer));
        COMPANY.run("amy", () -> COMPANY.records().restore(first));
        assertEquals(List.of("Second"), main(customer));
    }

    private static void delete(RecordId record) {
        COMPANY.run(
                "amy",
                () -> COMPANY.records()
                        .delete(record, COMPANY.records().card(record).row().version()));
    }

    @Test
    public void contactsFollowTheCustomersOwner() {
        RecordId customer = COMPANY.customer("amy", "Wandering Company");
        RecordId contact = COMPANY.contact("amy", customer, "Follower");
        COMPANY.run("east", () -> COMPANY.records().handOver(customer, COMPANY.person("ann")));
        assertEquals("ann", COMPANY.card("ann", contact).ownerName());
        assertTrue(COMPANY.sees("ann", contact));
        assertFalse(COMPANY.sees("amy", contact));
    }

    @Test
    public void contactsFollowTheCustomersSecurityLevel() {
        RecordId customer = COMPANY.customer("amy", "Secret Company");
        RecordId contact = COMPANY.contact("amy", customer, "Spy");
        COMPANY.update("amy", customer, "securityLevel", 3);
        assertEquals(3, COMPANY.card("amy", contact).securityLevel());
    }

    @Test
    public void aShareOfTheCustomerShowsItsContacts() {
        RecordId customer = COMPANY.customer("amy", "Shared Company");
        RecordId contact = COMPANY.contact("amy", customer, "Known");
        assertFalse(COMPANY.sees("ann", contact));
        COMPANY.run(
                "amy",
                () -> COMPANY.records()
                        .share(new Share(customer, COMPANY.person("ann"), "", Set.of("see"), Optional.empty())));
        assertTrue(COMPANY.sees("ann", contact));
    }

    @Test
    public void nobodyAddsAContactToACustomerWhomTheyDoNotSee() {
        RecordId customer = COMPANY.customer("amy", "Closed Company");
        assertEquals(
                List.of("customerId kernel.field.reference"),
                COMPANY.refused(() -> COMPANY.contact("bob", customer, "Intruder")));
    }
}
