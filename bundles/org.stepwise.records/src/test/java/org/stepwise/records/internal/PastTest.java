package org.stepwise.records.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.access.Share;
import org.stepwise.kernel.api.record.Card;
import org.stepwise.kernel.api.record.Change;
import org.stepwise.kernel.api.record.HistoryEntry;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.records.internal.deal.Deal;
import org.stepwise.records.internal.deal.RecordKernel;
import org.stepwise.testkit.Covers;

public class PastTest {
    @ClassRule
    public static final RecordKernel KERNEL = RecordKernel.any();

    private static Records records() {
        return KERNEL.records();
    }

    private static long version(RecordId record) {
        return KERNEL.as("east", () -> records().card(record).row().version());
    }

    @Test
    @Covers("REC-4")
    public void historyTellsWhoChangedWhatThroughWhichDoor() {
        RecordId deal = KERNEL.deal("amy", "Watched");
        KERNEL.run("east", () -> records().update(deal, version(deal), Map.of("amount", "12.5", "stage", "LOST")));
        List<HistoryEntry> history = KERNEL.as("amy", () -> records().history(deal, 10));
        assertEquals(
                List.of("changed", "created"),
                history.stream().map(HistoryEntry::what).toList());
        HistoryEntry changed = history.get(0);
        assertEquals("east", changed.byName());
        assertEquals(Door.REST, changed.door());
        assertEquals(new Change("OPEN", "LOST"), changed.changes().get("stage"));
        assertEquals("12.50", changed.changes().get("amount").to().toString());
        assertTrue(history.get(1).changes().get("number").to().toString().startsWith("D-"));
    }

    @Test
    @Covers("REC-4")
    public void replayedHistoryIsTheStateOfEachMoment() {
        RecordId deal = KERNEL.deal("amy", "Replayed");
        Map<Instant, Row> states = new LinkedHashMap<>();
        for (int i = 0; i < 8; i++) {
            int step = i;
            KERNEL.run(
                    "amy",
                    () -> records()
                            .update(
                                    deal,
                                    version(deal),
                                    Map.of("name", "Step " + step, "amount", step * 1.5, "hot", step % 2 == 0)));
            states.put(
                    KERNEL.kernel().clock().instant(),
                    KERNEL.as("amy", () -> records().card(deal).row()));
            KERNEL.kernel().clock().advance(Duration.ofMinutes(1));
        }
        states.forEach((time, state) -> {
            Row then = KERNEL.as("amy", () -> records().at(deal, time)).orElseThrow();
            assertEquals(state.title(), then.title());
            assertEquals(state.number(), then.number());
            assertEquals(state.values().toString(), then.values().toString());
        });
        Instant before = Instant.parse("2001-01-01T00:00:00Z");
        assertEquals(Optional.empty(), KERNEL.as("amy", () -> records().at(deal, before)));
    }

    @Test
    @Covers({"REC-4", "ACC-6"})
    public void hiddenFieldsAreAbsentFromHistory() {
        RecordId deal = KERNEL.deal("amy", "Margin");
        KERNEL.kernel().system(() -> records().update(deal, version(deal), Map.of("margin", "3")));
        assertFalse(KERNEL.as("amy", () -> records().history(deal, 1))
                .get(0)
                .changes()
                .containsKey("margin"));
        assertFalse(KERNEL.as(
                        "amy", () -> records().at(deal, KERNEL.kernel().clock().instant()))
                .orElseThrow()
                .values()
                .containsKey("margin"));
    }

    @Test
    @Covers("REC-1")
    public void aDeletedRecordIsInTheBinAndComesBackWithItsParts() {
        RecordId deal = KERNEL.deal("amy", "To bin");
        RecordId step = KERNEL.as("amy", () -> records().create("demo.step", Map.of("name", "s", "dealId", deal.id())));
        KERNEL.run("amy", () -> records().delete(deal, version(deal)));
        assertThrows(NotFound.class, () -> KERNEL.run("amy", () -> records().update(deal, 2, Map.of("name", "x"))));
        assertFalse(KERNEL.as("amy", () -> records().visible(deal)));
        assertFalse(KERNEL.as("amy", () -> records().visible(step)));
        Query bin = Query.ALL.bin();
        assertTrue(KERNEL.as("amy", () -> records().list("demo.deal", bin)).rows().stream()
                .anyMatch(row -> row.record().equals(deal)));
        KERNEL.run("amy", () -> records().restore(deal));
        assertTrue(KERNEL.as("amy", () -> records().visible(deal)));
        assertTrue(KERNEL.as("amy", () -> records().visible(step)));
        List<HistoryEntry> history = KERNEL.as("amy", () -> records().history(deal, 10));
        assertEquals(
                List.of("restored", "deleted", "created"),
                history.stream().map(HistoryEntry::what).toList());
    }

    @Test
    @Covers("ACC-2")
    public void handingOverMovesTheRecordAndItsPartsToTheNewOwnersPlace() {
        RecordId deal = KERNEL.deal("amy", "To hand over");
        RecordId step = KERNEL.as("amy", () -> records().create("demo.step", Map.of("name", "s", "dealId", deal.id())));
        KERNEL.kernel().system(() -> records().handOver(deal, KERNEL.person("bob")));
        assertFalse(KERNEL.as("amy", () -> records().visible(deal)));
        Card card = KERNEL.as("bob", () -> records().card(step));
        assertEquals(KERNEL.person("bob"), card.owner());
        assertEquals(KERNEL.unit("west"), card.unit());
        assertEquals(KERNEL.unit("western"), card.segment());
        assertThrows(
                Conflict.class, () -> KERNEL.kernel().system(() -> records().handOver(step, KERNEL.person("amy"))));
    }

    @Test
    @Covers("ACC-3")
    public void aShareShowsTheRecordAndItsPartsAndStandsInHistory() {
        RecordId deal = KERNEL.deal("amy", "Shared");
        RecordId step = KERNEL.as("amy", () -> records().create("demo.step", Map.of("name", "s", "dealId", deal.id())));
        long ann = KERNEL.person("ann");
        assertFalse(KERNEL.as("ann", () -> records().visible(deal)));
        Share share = new Share(deal, ann, "", Set.of("see"), Optional.empty());
        KERNEL.run("amy", () -> records().share(share));
        assertTrue(KERNEL.as("ann", () -> records().visible(deal)));
        assertTrue(KERNEL.as("ann", () -> records().visible(step)));
        assertTrue(KERNEL.as("ann", () -> records().list("demo.step", Query.ALL)).rows().stream()
                .anyMatch(row -> row.record().equals(step)));
        assertThrows(
                Forbidden.class,
                () -> KERNEL.run(
                        "ann", () -> records().share(new Share(deal, 1, "", Set.of("see"), Optional.empty()))));
        assertEquals(
                "shared",
                KERNEL.as("amy", () -> records().history(deal, 1)).get(0).what());
        KERNEL.run("amy", () -> records().unshare(deal, ann));
        assertFalse(KERNEL.as("ann", () -> records().visible(deal)));
        assertThrows(
                Forbidden.class,
                () -> KERNEL.run(
                        "amy", () -> records().share(new Share(deal, ann, "", Set.of("approve"), Optional.empty()))));
    }

    @Test
    @Covers("REC-1")
    public void moduleCodeReadsAndWritesTheEntityUnderTheSameRules() {
        RecordId deal = KERNEL.deal("amy", "Typed");
        Deal loaded = KERNEL.as("amy", () -> records().load(Deal.class, deal.id()));
        loaded.state = "set by a rule";
        loaded.name = "Typed again";
        KERNEL.run("amy", () -> records().save(loaded));
        assertEquals(
                "Typed again", KERNEL.as("amy", () -> records().card(deal).row().title()));
        assertTrue(KERNEL.as("amy", () -> records().load(Deal.class, deal.id()))
                .number
                .startsWith("D-"));
        assertThrows(NotFound.class, () -> KERNEL.run("bob", () -> records().load(Deal.class, deal.id())));
    }

    @Test
    @Covers("AUD-1")
    public void lookingAtADealIsAudited() {
        RecordId deal = KERNEL.deal("amy", "Audited");
        KERNEL.run("lead", () -> records().card(deal));
        long seen = KERNEL.sql()
                .number(
                        "select count(*) from kernel_audit where about = ? and what = ?",
                        deal.toString(),
                        "record.viewed");
        assertEquals(1, seen);
    }
}
