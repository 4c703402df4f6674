package org.stepwise.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.rollout.Errands;
import org.stepwise.kernel.api.rollout.Errands.Route;
import org.stepwise.kernel.api.rollout.Errands.Way;
import org.stepwise.kernel.api.rollout.Rollout;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.PageTester;
import org.stepwise.web.internal.shop.Shop;

/** Tasks of people to whom the shop is not open yet: Bob works in the west. */
@Covers("ROL-16")
public class ErrandPagesTest {
    private static final String LIST = "/rollout/errands";

    @ClassRule
    public static final Shop SHOP = new Shop();

    @After
    public void nothingLeft() {
        Transactions tx = SHOP.kernel().get(Transactions.class);
        tx.run(() -> tx.sql().update("delete from rollout_errand"));
        tx.run(() -> tx.sql().update("delete from rollout_stand_in"));
    }

    private static Route hand(String key, Optional<RecordId> about) {
        Errands.Task task = new Errands.Task(
                "shop",
                key,
                SHOP.id("bob"),
                "Approve " + key,
                "Please look at the price",
                List.of("Agreed?"),
                about,
                Optional.empty(),
                "/shop/order");
        return SHOP.kernel().system(() -> SHOP.kernel().get(Errands.class).hand(task));
    }

    private static int standIn(String account, String person) {
        Map<String, String> form = Map.of(
                "step",
                "add",
                "unit",
                "" + SHOP.id("west"),
                "phase",
                "",
                "module",
                "shop",
                "person",
                "" + SHOP.id(person));
        return SHOP.as(account).post(LIST, form).status();
    }

    @Test
    public void aStandInDoesTheTaskAndIsToldWithoutGainingARight() {
        assertEquals(422, standIn("root", "guest"));
        assertEquals(403, standIn("amy", "amy"));
        assertEquals(303, standIn("root", "amy"));
        Route route = hand("discount", Optional.empty());
        assertEquals(new Route(Way.STAND_IN, SHOP.id("amy"), route.errand()), route);
        Document task = SHOP.page("amy", LIST + "/" + route.errand());
        assertEquals("Approve discount", task.select("h1").text());
        assertEquals("/shop/order", task.select("a.pri").attr("href"));
        assertEquals(1, SHOP.page("amy", LIST).select("tbody tr").size());
        assertEquals(404, SHOP.as("ann").get(LIST + "/" + route.errand()).status());
        assertEquals(404, SHOP.as("guest").get(LIST + "/" + route.errand()).status());
        Document board = SHOP.page("root", LIST);
        assertTrue(board.select("aside, .stack").text().contains("amy"));
        assertEquals(
                303,
                SHOP.as("root")
                        .post(LIST, Map.of("step", "remove", "standIn", standInId()))
                        .status());
    }

    private static String standInId() {
        return SHOP.page("root", LIST).select("input[name=standIn]").val();
    }

    @Test
    public void aStandInWhoMayNotSeeTheRecordIsPassedOver() {
        standIn("root", "ann");
        RecordId order = SHOP.order("Amy's own");
        boolean annSees = SHOP.kernel().as("ann", () -> SHOP.records().visible(order));
        assertFalse(annSees);
        Route route = hand("own", Optional.of(order));
        assertEquals("no right comes with a task", Way.PAPER, route.way());
        assertEquals(404, SHOP.as("ann").get(LIST + "/" + route.errand()).status());
        assertFalse(SHOP.kernel().as("ann", () -> SHOP.records().visible(order)));
        standIn("root", "amy");
        assertEquals(
                "who sees it takes it over",
                200,
                SHOP.as("amy").get(LIST + "/" + route.errand()).status());
    }

    @Test
    public void aPaperIsPrintedAndItsAnswerHandedIn() {
        Route route = hand("paper", Optional.empty());
        String address = LIST + "/" + route.errand();
        Document board = SHOP.page("root", address);
        assertFalse(
                "administrators without the module do not read it", board.text().contains("Approve paper"));
        assertEquals(404, SHOP.as("root").get(address + ".pdf").status());
        Map<String, String> amy = Map.of("step", "assign", "person", "" + SHOP.id("amy"));
        assertEquals(404, SHOP.as("ann").post(address, amy).status());
        assertEquals(
                422,
                SHOP.as("root")
                        .post(address, Map.of("step", "assign", "person", "" + SHOP.id("guest")))
                        .status());
        assertEquals(303, SHOP.as("root").post(address, amy).status());
        PageTester.Answer pdf = SHOP.as("amy").get(address + ".pdf");
        assertEquals(200, pdf.status());
        assertTrue(pdf.text().startsWith("%PDF-"));
        assertTrue(SHOP.page("amy", address).select("table.signs").text().contains("Agreed?"));
        Map<String, String> answer = Map.of("step", "answer", "answer", "Yes, agreed");
        assertEquals(404, SHOP.as("root").post(address, answer).status());
        assertEquals(303, SHOP.as("amy").post(address, answer).status());
        assertTrue(SHOP.page("amy", address).select(".note.ok").text().contains("Yes, agreed"));
        assertEquals(409, SHOP.as("amy").post(address, answer).status());
        assertEquals(0, SHOP.page("root", LIST).select("tbody tr").size());
        assertEquals(
                1, SHOP.page("root", LIST + "?state=DONE").select("tbody tr").size());
    }

    @Test
    public void whenTheUnitGoesLiveThePersonDoesIt() {
        standIn("root", "amy");
        Route route = hand("live", Optional.empty());
        SHOP.kernel().as("root", () -> rollout().widen("pilot", Set.of(), Set.of(SHOP.id("west")), Set.of()));
        try {
            Document moved = SHOP.page("bob", LIST + "/" + route.errand());
            assertTrue(moved.select(".page-h").text().contains("Gone to the person"));
            assertEquals(404, SHOP.as("amy").get(LIST + "/" + route.errand()).status());
        } finally {
            SHOP.kernel().as("root", () -> rollout().narrow("pilot", Set.of(), Set.of(SHOP.id("west")), Set.of()));
        }
    }

    private static Rollout rollout() {
        return SHOP.kernel().get(Rollout.class);
    }
}
