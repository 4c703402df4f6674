package org.stepwise.crm.internal.activity;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.crm.internal.CrmCompany;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Share;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.testkit.Covers;

@Covers("CRM-8")
public class ActivityTest {
    private static final String HOURS = "crm.activityRules.alterableHours";

    @ClassRule
    public static final CrmCompany COMPANY = new CrmCompany();

    @After
    public void restoreTheRule() {
        rule("24");
    }

    private static void rule(String hours) {
        COMPANY.kernel().system(() -> COMPANY.get(Settings.class).set(HOURS, 0, hours));
    }

    private static Instant now() {
        return COMPANY.kernel().clock().instant();
    }

    private static Object value(RecordId record, String field) {
        return COMPANY.card("amy", record).row().value(field);
    }

    @Test
    public void aResultIsStampedWithAuthorAndTime() {
        RecordId customer = COMPANY.customer("amy", "Stamped Company");
        Instant before = now().minusSeconds(1);
        RecordId call = COMPANY.activity("amy", customer, "result", "They want an offer");
        Instant stamp = (Instant) value(call, "stampedAt");
        assertTrue(stamp.isAfter(before) && !stamp.isAfter(now()));
        assertEquals("amy", COMPANY.card("amy", call).createdByName());
        assertEquals("They want an offer", COMPANY.card("amy", call).row().title());
        assertTrue(value(call, "doneAt") instanceof Instant);
    }

    @Test
    public void theStampIsSetByTheSystemAlone() {
        RecordId customer = COMPANY.customer("amy", "Honest Company");
        assertFalse(COMPANY.refused(
                        () -> COMPANY.activity("amy", customer, "result", "x", "stampedAt", "2020-01-01T00:00:00Z"))
                .isEmpty());
    }

    @Test
    public void itIsUnalterableAfterADay() {
        RecordId customer = COMPANY.customer("amy", "Locked Company");
        RecordId call = COMPANY.activity("amy", customer, "result", "They want an offer");
        COMPANY.kernel().clock().advance(Duration.ofHours(23));
        COMPANY.update("amy", call, "result", "They want two offers");
        COMPANY.kernel().clock().advance(Duration.ofHours(2));
        assertEquals(
                Optional.of("crm.activity.locked"), COMPANY.card("amy", call).locked());
        Conflict refused = assertThrows(Conflict.class, () -> COMPANY.update("amy", call, "result", "Nothing"));
        assertEquals("crm.activity.locked", refused.key());
        assertThrows(
                Conflict.class,
                () -> COMPANY.run(
                        "amy",
                        () -> COMPANY.records()
                                .delete(call, COMPANY.records().card(call).row().version())));
        assertEquals("They want two offers", value(call, "result"));
    }

    @Test
    public void theHoursAreARuleOfTheCompany() {
        rule("2");
        RecordId customer = COMPANY.customer("amy", "Quick Company");
        RecordId call = COMPANY.activity("amy", customer, "result", "They want an offer");
        COMPANY.kernel().clock().advance(Duration.ofMinutes(119));
        COMPANY.update("amy", call, "result", "They want two offers");
        COMPANY.kernel().clock().advance(Duration.ofMinutes(2));
        assertThrows(Conflict.class, () -> COMPANY.update("amy", call, "result", "Nothing"));
        rule("48");
        COMPANY.update("amy", call, "result", "They want three offers");
    }

    @Test
    public void anOpenPlanStaysAlterable() {
        RecordId customer = COMPANY.customer("amy", "Planned Company");
        RecordId plan =
                COMPANY.activity("amy", customer, "plan", "Visit them", "plannedAt", now().plus(3, ChronoUnit.DAYS));
        COMPANY.kernel().clock().advance(Duration.ofDays(2));
        COMPANY.update("amy", plan, "place", "Suzhou");
        assertNull(value(plan, "stampedAt"));
    }

    @Test
    public void aCorrectionIsAddedToALockedRecord() {
        RecordId customer = COMPANY.customer("amy", "Corrected Company");
        RecordId call = COMPANY.activity("amy", customer, "result", "Wants 10 pieces");
        COMPANY.kernel().clock().advance(Duration.ofHours(25));
        RecordId correction = COMPANY.activity("amy", customer, "result", "Wants 100 pieces", "correctsId", call.id());
        assertEquals(
                "Wants 10 pieces",
                COMPANY.card("amy", correction).row().references().get("correctsId"));
    }

    @Test
    public void aCorrectionOfAnotherCustomersRecordIsRefused() {
        RecordId call = COMPANY.activity("amy", COMPANY.customer("amy", "This Company"), "result", "x");
        RecordId other = COMPANY.customer("amy", "That Company");
        assertEquals(
                List.of("correctsId crm.problem.otherCustomer"),
                COMPANY.refused(() -> COMPANY.activity("amy", other, "result", "y", "correctsId", call.id())));
    }

    @Test
    public void aContactOfAnotherCustomerIsRefused() {
        RecordId contact = COMPANY.contact("amy", COMPANY.customer("amy", "Here Company"), "Wang");
        RecordId other = COMPANY.customer("amy", "There Company");
        assertEquals(
                List.of("contactId crm.problem.otherCustomer"),
                COMPANY.refused(() -> COMPANY.activity("amy", other, "result", "y", "contactId", contact.id())));
    }

    @Test
    public void everyFieldSaysWhatIsWrong() {
        RecordId customer = COMPANY.customer("amy", "Careful Company");
        assertEquals(
                List.of("plannedAt crm.problem.noTime", "subject crm.problem.nothingSaid"),
                COMPANY.refused(() -> COMPANY.activity("amy", customer)));
        assertEquals(
                List.of("doneAt crm.problem.doneInFuture"),
                COMPANY.refused(() ->
                        COMPANY.activity("amy", customer, "result", "x", "doneAt", now().plus(1, ChronoUnit.DAYS))));
        assertEquals(
                List.of("result crm.problem.noResult"),
                COMPANY.refused(() -> COMPANY.activity("amy", customer, "subject", "x", "doneAt", now())));
        assertEquals(
                List.of("kind kernel.field.choice"),
                COMPANY.refused(() -> COMPANY.activity("amy", customer, "result", "x", "kind", "magic")));
    }

    @Test
    public void aRealContactMovesTheCustomersLastContact() {
        RecordId customer = COMPANY.customer("amy", "Met Company");
        COMPANY.activity("amy", customer, "plan", "Later", "plannedAt", now().plus(1, ChronoUnit.DAYS));
        assertNull(value(customer, "lastContact"));
        COMPANY.activity("amy", customer, "result", "Met");
        Instant last = (Instant) value(customer, "lastContact");
        COMPANY.activity("amy", customer, "result", "Long ago", "doneAt", now().minus(9, ChronoUnit.DAYS));
        assertEquals(last, value(customer, "lastContact"));
    }

    @Test
    public void activitiesFollowTheCustomersSharesAndAreHiddenFromOthers() {
        RecordId customer = COMPANY.customer("amy", "Guarded Company");
        RecordId call = COMPANY.activity("amy", customer, "result", "Secret");
        assertTrue(COMPANY.sees("lead", call));
        assertFalse(COMPANY.sees("ann", call));
        COMPANY.run(
                "amy",
                () -> COMPANY.records()
                        .share(new Share(customer, COMPANY.person("ann"), "", Set.of("see"), Optional.empty())));
        assertTrue(COMPANY.sees("ann", call));
    }
}
