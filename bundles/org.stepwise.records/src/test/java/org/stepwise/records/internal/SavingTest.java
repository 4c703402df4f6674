package org.stepwise.records.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.record.Card;
import org.stepwise.kernel.api.record.Filter;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.records.internal.deal.RecordKernel;
import org.stepwise.testkit.Covers;

public class SavingTest {
    @ClassRule
    public static final RecordKernel KERNEL = RecordKernel.any();

    private static Records records() {
        return KERNEL.records();
    }

    private static List<String> violations(Map<String, ?> values) {
        Invalid invalid = assertThrows(
                Invalid.class, () -> KERNEL.run("amy", () -> records().create("demo.deal", values)));
        return invalid.violations().stream()
                .map(v -> v.field() + " " + v.code())
                .sorted()
                .toList();
    }

    @Test
    @Covers("REC-1")
    public void textsOfAFormAreReadAsTheFieldsKind() {
        Map<String, Object> form = new HashMap<>(Map.of("name", "Lift", "amount", "1,234.5", "closes", "2026/3/1"));
        form.putAll(Map.of("hot", "on", "stage", "WON", "metAt", "2026-03-01T14:30", "probability", "50"));
        Card card = KERNEL.as("amy", () -> records().card(records().create("demo.deal", form)));
        assertEquals(new BigDecimal("1234.50"), card.row().value("amount"));
        assertEquals(LocalDate.of(2026, 3, 1), card.row().value("closes"));
        assertEquals(true, card.row().value("hot"));
        assertEquals("WON", card.row().value("stage"));
        assertEquals(50L, card.row().value("probability"));
        assertEquals("2026-03-01T06:30:00Z", card.row().value("metAt").toString());
        assertEquals("Lift", card.row().title());
    }

    @Test
    @Covers("REC-1")
    public void aNewRecordBelongsToItsMakerAndTheMakersUnit() {
        Card card = KERNEL.as("amy", () -> records().card(KERNEL.deal("amy", "Mine")));
        assertEquals(KERNEL.person("amy"), card.owner());
        assertEquals("amy", card.ownerName());
        assertEquals(KERNEL.unit("east"), card.unit());
        assertEquals(KERNEL.unit("eastern"), card.segment());
        assertTrue(card.may("edit"));
    }

    @Test
    @Covers("REC-2")
    public void everythingThatIsWrongIsToldAtOnce() {
        Map<String, Object> wrong = new HashMap<>(Map.of("name", "", "amount", "much", "closes", "soon"));
        wrong.putAll(Map.of("stage", "MAYBE", "nothing", "1", "code", "x1", "probability", "101"));
        assertEquals(
                List.of(
                        "amount kernel.field.number",
                        "closes kernel.field.date",
                        "code demo.deal.codeForm",
                        "name kernel.field.required",
                        "nothing kernel.field.unknown",
                        "probability kernel.field.most",
                        "stage kernel.field.choice"),
                violations(wrong));
    }

    @Test
    @Covers("REC-2")
    public void lengthsComeFromTheEntityAndFromTheColumn() {
        assertEquals(List.of("name kernel.field.tooLong"), violations(Map.of("name", "x".repeat(81))));
        assertEquals(List.of("code demo.deal.codeForm"), violations(Map.of("name", "a", "code", "y".repeat(21))));
        assertEquals(
                List.of("code kernel.field.tooLong"), violations(Map.of("name", "a", "code", "AB-" + "1".repeat(30))));
        assertEquals(
                List.of("amount kernel.field.tooLarge"), violations(Map.of("name", "a", "amount", "99999999999999")));
    }

    @Test
    @Covers("REC-2")
    public void yearsBeyondFourDigitsAndInvisibleTextsAreRefused() {
        assertEquals(List.of("closes kernel.field.date"), violations(Map.of("name", "a", "closes", "-5000-01-01")));
        assertEquals(List.of("closes kernel.field.date"), violations(Map.of("name", "a", "closes", "+999999-01-01")));
        assertEquals(List.of("name kernel.field.required"), violations(Map.of("name", "\u200b\u200b")));
        for (String moment : List.of("+999999-01-01T00:00:00Z", "-999999-01-01T00:00:00Z")) {
            Query far = Query.ALL.where(new Filter("createdAt", Filter.Op.GT, moment));
            assertThrows(Invalid.class, () -> KERNEL.as("amy", () -> records().list("demo.deal", far)));
        }
        Query last = Query.ALL.where(new Filter("createdAt", Filter.Op.LE, "9999-12-31"));
        KERNEL.as("amy", () -> records().list("demo.deal", last));
    }

    @Test
    @Covers("REC-2")
    public void theTypesOwnRulesHoldAndNothingIsSaved() {
        long before = KERNEL.sql().number("select count(*) from demo_deal");
        assertEquals(List.of("amount demo.deal.amountNegative"), violations(Map.of("name", "a", "amount", "-1")));
        assertEquals(before, KERNEL.sql().number("select count(*) from demo_deal"));
    }

    @Test
    @Covers({"REC-2", "ACC-6"})
    public void readOnlyAndHiddenFieldsAreRefused() {
        assertEquals(List.of("state kernel.field.readOnly"), violations(Map.of("name", "a", "state", "closed")));
        assertEquals(List.of("margin kernel.field.unknown"), violations(Map.of("name", "a", "margin", "3")));
        Card card = KERNEL.as("amy", () -> records().card(KERNEL.deal("amy", "Hidden")));
        assertFalse(card.row().values().containsKey("margin"));
    }

    @Test
    @Covers("REC-2")
    public void aUniqueValueIsTakenOnlyOnce() {
        KERNEL.run("amy", () -> records().create("demo.deal", Map.of("name", "a", "code", "AB-7")));
        assertEquals(List.of("code kernel.field.unique"), violations(Map.of("name", "b", "code", "AB-7")));
    }

    @Test
    @Covers("REC-2")
    public void aReferenceThatTheWriterDoesNotSeeIsNotThere() {
        RecordId theirs = KERNEL.as("bob", () -> records().create("demo.customer", Map.of("name", "Theirs")));
        assertEquals(
                List.of("customerId kernel.field.reference"),
                violations(Map.of("name", "a", "customerId", theirs.id())));
    }

    @Test
    @Covers("REC-3")
    public void theSecondOfTwoWritersIsToldThatTheRecordIsStale() {
        RecordId deal = KERNEL.deal("amy", "Two writers");
        long version = KERNEL.as("amy", () -> records().card(deal).row().version());
        long next = KERNEL.as("amy", () -> records().update(deal, version, Map.of("name", "First")));
        assertEquals(version + 1, next);
        Conflict stale = assertThrows(
                Conflict.class,
                () -> KERNEL.run("amy", () -> records().update(deal, version, Map.of("name", "Second"))));
        assertTrue(stale.stale());
        assertEquals("First", KERNEL.as("amy", () -> records().card(deal).row().title()));
    }

    @Test
    @Covers("REC-3")
    public void savingWithoutChangesKeepsTheVersion() {
        RecordId deal = KERNEL.deal("amy", "Same");
        long version = KERNEL.as("amy", () -> records().card(deal).row().version());
        long same = KERNEL.as("amy", () -> records().update(deal, version, Map.of("name", "Same")));
        assertEquals(version, same);
    }

    @Test
    @Covers("ACC-1")
    public void whatIsNotSeenIsNotFoundAndWhatIsOnlySeenIsForbidden() {
        RecordId deal = KERNEL.deal("amy", "Of amy");
        assertThrows(NotFound.class, () -> KERNEL.run("bob", () -> records().card(deal)));
        assertThrows(NotFound.class, () -> KERNEL.run("bob", () -> records().update(deal, 1, Map.of("name", "x"))));
        Card seen = KERNEL.as("lead", () -> records().card(deal));
        assertFalse(seen.may("edit"));
        assertThrows(
                Forbidden.class,
                () -> KERNEL.run("lead", () -> records().update(deal, seen.row().version(), Map.of("name", "x"))));
    }

    @Test
    @Covers("REC-1")
    public void checkingSavesNothing() {
        long before = KERNEL.sql().number("select count(*) from demo_deal");
        KERNEL.run("amy", () -> records().check("demo.deal", Optional.empty(), Map.of("name", "Checked")));
        RecordId deal = KERNEL.deal("amy", "Unchanged");
        KERNEL.run("amy", () -> records().check("demo.deal", Optional.of(deal), Map.of("name", "Other")));
        assertEquals(
                "Unchanged", KERNEL.as("amy", () -> records().card(deal).row().title()));
        assertEquals(before + 1, KERNEL.sql().number("select count(*) from demo_deal"));
    }

    @Test
    @Covers("REC-1")
    public void anActionRunsUnderItsOwnPermissionAndLocksTheDeal() {
        RecordId deal = KERNEL.deal("amy", "To win");
        long version = KERNEL.as("amy", () -> records().card(deal).row().version());
        assertThrows(NotFound.class, () -> KERNEL.run("amy", () -> records().act(deal, version, "lose")));
        assertThrows(Forbidden.class, () -> KERNEL.run("lead", () -> records().act(deal, version, "win")));
        long won = KERNEL.as("amy", () -> records().act(deal, version, "win"));
        Card card = KERNEL.as("amy", () -> records().card(deal));
        assertEquals(Optional.of("demo.deal.closed"), card.locked());
        assertEquals("WON", card.row().value("stage"));
        assertThrows(Conflict.class, () -> KERNEL.run("amy", () -> records().update(deal, won, Map.of("name", "x"))));
    }

    @Test
    public void violationsCarryWhatTheMessageNeeds() {
        Invalid invalid = assertThrows(
                Invalid.class,
                () -> KERNEL.run("amy", () -> records().create("demo.deal", Map.of("name", "x".repeat(81)))));
        Violation violation = invalid.violations().get(0);
        assertEquals(80, violation.args().get("max"));
    }
}
