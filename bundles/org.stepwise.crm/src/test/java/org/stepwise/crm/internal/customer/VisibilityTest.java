package org.stepwise.crm.internal.customer;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Optional;
import java.util.Set;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.crm.internal.CrmCompany;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Share;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.testkit.Covers;

@Covers("CRM-7")
public class VisibilityTest {
    @ClassRule
    public static final CrmCompany COMPANY = new CrmCompany();

    private static void share(RecordId record, String with, Optional<java.time.LocalDate> until, String... rights) {
        COMPANY.run(
                "amy",
                () -> COMPANY.records().share(new Share(record, COMPANY.person(with), "", Set.of(rights), until)));
    }

    private static boolean lists(String account, String name) {
        return COMPANY.as(account, () -> COMPANY.records().list("crm.customer", Query.ALL.limit(200))).rows().stream()
                .anyMatch(row -> row.title().equals(name));
    }

    @Test
    public void theManagerAndAllSuperiorsSeeACustomer() {
        RecordId customer = COMPANY.customer("amy", "Amys Company");
        for (String who : new String[] {"amy", "lead", "east", "old", "pres"}) {
            assertTrue(who, COMPANY.sees(who, customer));
            assertTrue(who, lists(who, "Amys Company"));
        }
    }

    @Test
    public void colleaguesAndOutsidersDoNot() {
        RecordId customer = COMPANY.customer("amy", "Private Company");
        for (String who : new String[] {"ann", "eve", "bob"}) {
            assertFalse(who, COMPANY.sees(who, customer));
            assertThrows(NotFound.class, () -> COMPANY.card(who, customer));
        }
        assertFalse(lists("ann", "Private Company"));
        assertFalse(lists("bob", "Private Company"));
    }

    @Test
    public void aSuperiorsOwnCustomersStayHiddenFromSubordinates() {
        RecordId customer = COMPANY.customer("lead", "Leads Company");
        assertFalse(COMPANY.sees("amy", customer));
    }

    @Test
    public void aDirectSuperiorSeesButDoesNotChange() {
        RecordId customer = COMPANY.customer("amy", "Watched Company");
        assertThrows(Forbidden.class, () -> COMPANY.update("lead", customer, "remark", "Mine now"));
        COMPANY.update("east", customer, "remark", "A head may");
        assertEquals("A head may", COMPANY.card("amy", customer).row().value("remark"));
    }

    @Test
    public void aShareShowsItAndEndsWhenItIsTaken() {
        RecordId customer = COMPANY.customer("amy", "Common Company");
        share(customer, "ann", Optional.empty(), "see");
        assertTrue(COMPANY.sees("ann", customer));
        assertTrue(lists("ann", "Common Company"));
        assertThrows(Forbidden.class, () -> COMPANY.update("ann", customer, "remark", "x"));
        share(customer, "ann", Optional.empty(), "see", "edit");
        COMPANY.update("ann", customer, "remark", "Together");
        COMPANY.run("amy", () -> COMPANY.records().unshare(customer, COMPANY.person("ann")));
        assertFalse(COMPANY.sees("ann", customer));
    }

    @Test
    public void anotherSegmentNeverSeesEvenWhenShared() {
        RecordId customer = COMPANY.customer("amy", "Eastern Company");
        try {
            share(customer, "bob", Optional.empty(), "see");
        } catch (Forbidden | org.stepwise.kernel.api.Invalid refused) {
            assertFalse(refused.getMessage().isEmpty());
        }
        assertFalse(COMPANY.sees("bob", customer));
        assertFalse(lists("bob", "Eastern Company"));
    }

    @Test
    public void clearanceBelowTheLevelHidesItWhateverElseHolds() {
        RecordId customer = COMPANY.customer("amy", "Classified Company", "securityLevel", 3);
        share(customer, "low", Optional.empty(), "see");
        assertFalse(COMPANY.sees("low", customer));
        COMPANY.update("amy", customer, "securityLevel", 0);
        assertTrue(COMPANY.sees("low", customer));
    }

    @Test
    public void groupManagementCrossesSegments() {
        RecordId east = COMPANY.customer("amy", "An Eastern One");
        RecordId west = COMPANY.customer("bob", "A Western One");
        assertTrue(COMPANY.sees("pres", east));
        assertTrue(COMPANY.sees("pres", west));
        assertFalse(COMPANY.sees("old", west));
    }
}
