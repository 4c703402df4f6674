package org.stepwise.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.PageTester;
import org.stepwise.web.internal.shop.Shop;

/** Form, card and history of a record, its shares, links and import. */
public class RecordPagesTest {
    @ClassRule
    public static final Shop SHOP = new Shop();

    @Test
    @Covers("REC-1")
    public void aRecordIsMadeShownListedChangedDeletedAndRestored() {
        PageTester.Visitor amy = SHOP.as("amy");
        PageTester.Answer made =
                amy.post("/shop/order/new", Map.of("name", "Ten chairs", "state", "OPEN", "amount", "1200"));
        assertEquals(made.text(), 303, made.status());
        String path = made.header("Location");
        Document card = amy.follow(made).html();
        assertEquals("Ten chairs", card.select("h1").text());
        assertTrue(card.select(".toast").text().contains("created"));
        assertTrue(card.select(".rec-m").text().contains("O-"));
        assertTrue(SHOP.page("amy", "/shop/order?q=Ten")
                .select("#rows a")
                .eachText()
                .contains("Ten chairs"));
        String version =
                SHOP.page("amy", path + "/edit").select("input[name=version]").val();
        assertEquals(
                303,
                amy.post(
                                path + "/edit",
                                Map.of("version", version, "name", "Twelve chairs", "seenAt", "2020-01-02T09:30"))
                        .status());
        Document history = SHOP.page("amy", path + "?tab=history");
        assertTrue(history.select("del").eachText().contains("Ten chairs"));
        assertTrue(history.select("ins").eachText().contains("Twelve chairs"));
        assertTrue(history.select("ins").text(), history.select("ins").text().contains("2 Jan 2020 09:30"));
        String now =
                SHOP.page("amy", path + "/edit").select("input[name=version]").val();
        PageTester.Answer deleted = amy.post(path + "/delete", Map.of("version", now));
        Element undo = amy.follow(deleted).html().select(".toast form").first();
        assertEquals(path + "/restore", undo.attr("action"));
        assertEquals(303, amy.post(undo.attr("action"), Map.of()).status());
        assertEquals("Twelve chairs", SHOP.page("amy", path).select("h1").text());
    }

    @Test
    @Covers({"REC-4", "ACC-3"})
    public void theHistoryNamesWhomARecordWasSharedWithAndTheRightsInWords() {
        String path = SHOP.order("Shared around").path();
        SHOP.as("amy").post(path + "/share", Map.of("principal", 1, "rights", "edit"));
        SHOP.as("amy").post(path + "/share", Map.of("principal", SHOP.id("ann")));
        String history =
                SHOP.page("amy", path + "?tab=history").select(".tl").text().toLowerCase(Locale.ROOT);
        assertTrue(history, history.contains("everyone") && history.contains("edit, see"));
        assertTrue(history, history.contains("ann") && !history.contains("shop.order."));
    }

    @Test
    @Covers("REC-2")
    public void wrongInputComesBackWithItsReasonsAndWhatWasTyped() {
        PageTester.Answer answer = SHOP.as("amy")
                .post("/shop/order/new", Map.of("name", "", "amount", "-5", "note", "keep me", "state", "OPEN"));
        assertEquals(422, answer.status());
        Document html = answer.html();
        assertEquals("true", html.select("#f-name").attr("aria-invalid"));
        assertEquals("-5", html.select("#f-amount").val());
        assertEquals("keep me", html.select("#f-note").val());
        assertTrue(html.select("[data-sw=errors] a[href=#f-name]").size() > 0);
    }

    @Test
    @Covers("REC-3")
    public void theSecondToSaveSeesBothVersionsAndLosesNothing() {
        String path = SHOP.order("Desk").path();
        String seen =
                SHOP.page("amy", path + "/edit").select("input[name=version]").val();
        assertEquals(
                303,
                SHOP.as("head")
                        .post(path + "/edit", Map.of("version", seen, "name", "Big desk", "amount", "1300"))
                        .status());
        PageTester.Answer answer = SHOP.as("amy")
                .post(
                        path + "/edit",
                        Map.of("version", seen, "name", "Small desk", "amount", "1200.00", "note", "mine"));
        assertEquals(409, answer.status());
        Document html = answer.html();
        assertEquals(
                List.of("Big desk", "Small desk"),
                html.select("input[name=name]").eachAttr("value"));
        assertEquals(0, html.select("input[type=radio][name=amount]").size());
        assertEquals("mine", html.select("input[name=note]").val());
        String now = html.select("input[name=version]").val();
        assertEquals(
                303,
                SHOP.as("amy")
                        .post(path + "/edit", Map.of("version", now, "name", "Small desk", "note", "mine"))
                        .status());
        Document card = SHOP.page("amy", path + "?tab=details");
        assertTrue(card.text().contains("1,300"));
        assertTrue(card.text().contains("mine"));
    }

    @Test
    @Covers({"ACC-3", "ROL-2"})
    public void sharingWithSomebodyToWhomTheModuleIsClosedSaysSo() {
        String path = SHOP.order("Not yet").path() + "/share";
        SHOP.as("amy").post(path, Map.of("principal", SHOP.id("ann")));
        assertFalse(SHOP.page("amy", path).text().contains("open yet"));
        SHOP.as("amy").post(path, Map.of("principal", SHOP.id("bob")));
        Document told = SHOP.page("amy", path);
        assertTrue(told.text(), told.select("tbody tr:contains(bob)").text().contains("not open yet to 1 of 1"));
        assertFalse(told.select("tbody tr:contains(ann)").text().contains("open yet"));
    }

    @Test
    @Covers("ACC-3")
    public void aSharedRecordIsSeenByTheOtherUntilTheShareEnds() {
        RecordId order = SHOP.order("Lamp");
        assertEquals(404, SHOP.as("ann").get(order.path()).status());
        assertEquals(
                303,
                SHOP.as("amy")
                        .post(order.path() + "/share", Map.of("principal", SHOP.id("ann")))
                        .status());
        assertEquals(200, SHOP.as("ann").get(order.path()).status());
        assertTrue(SHOP.page("amy", order.path() + "/share").text().contains("ann"));
        SHOP.as("amy").post(order.path() + "/unshare", Map.of("principal", SHOP.id("ann")));
        assertEquals(404, SHOP.as("ann").get(order.path()).status());
    }

    @Test
    @Covers("LNK-2")
    public void linksAreAddedAndRemovedInThePanel() {
        RecordId one = SHOP.order("Door");
        RecordId other = SHOP.order("Window");
        PageTester.Visitor amy = SHOP.as("amy").htmx();
        PageTester.Answer panel =
                amy.post("/links", Map.of("of", one.toString(), "to", other.toString(), "kind", "related"));
        assertEquals(panel.text(), 200, panel.status());
        assertTrue(panel.text().contains("Window"));
        String link = panel.html().select("input[name=link]").val();
        assertFalse(amy.post("/links/remove", Map.of("of", one.toString(), "link", link))
                .text()
                .contains("Window"));
        assertTrue(amy.get("/pick/record?q=http://host" + other.path()).text().contains("Window"));
    }
}
