package org.stepwise.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.PageTester;
import org.stepwise.web.internal.shop.Shop;

/** Records in the recycle bin, and rights that are not there: what a card and a panel offer then. */
public class GonePagesTest {
    @ClassRule
    public static final Shop SHOP = new Shop();

    private static String version(String path) {
        return SHOP.page("amy", path + "/edit").select("input[name=version]").val();
    }

    private static RecordId deleted(String name) {
        RecordId order = SHOP.order(name);
        PageTester.Answer gone =
                SHOP.as("amy").post(order.path() + "/delete", Map.of("version", version(order.path())));
        assertEquals(gone.text(), 303, gone.status());
        return order;
    }

    @Test
    @Covers({"REC-1", "REC-4", "LNK-4"})
    public void aCardInTheRecycleBinIsReadOnlySaysWhoDeletedItAndOffersToRestoreIt() {
        String path = deleted("Binned chair").path();
        Document card = SHOP.page("amy", path);
        assertTrue(
                card.select("[role=status]").text(), card.text().contains("amy moved this record to the recycle bin"));
        assertTrue(card.select(".rec-body").text().contains("Binned chair"));
        assertEquals(1, card.select("form[action=" + path + "/restore]").size());
        assertEquals(List.of("Details", "History"), card.select("nav.tabs a").eachText());
        assertEquals(
                0,
                card.select("main [hx-get], main [data-panel], #links, form[action=/favourite]")
                        .size());
        assertEquals(0, card.select("a[href=" + path + "/edit]").size());
        Document files = SHOP.page("amy", path + "?tab=files");
        assertEquals("Details", files.select("nav.tabs [aria-current]").text());
        assertTrue(SHOP.page("amy", path + "?tab=history").select(".tl li").size() >= 2);
        for (String step : List.of("/edit", "/share", "/hand-over")) {
            assertEquals(path, SHOP.as("amy").get(path + step).header("Location"));
        }
        assertEquals(404, SHOP.as("bob").get(path).status());
    }

    @Test
    @Covers({"REC-1", "REC-2"})
    public void whoSavesADeletedRecordReadsThatItWasDeletedByWhomAndWhatWasTyped() {
        RecordId order = SHOP.order("Lost lamp");
        String seen = version(order.path());
        Map<String, String> typed =
                Map.of("version", seen, "name", "Lost lamp", "note", "long thoughts", "state", "DONE");
        SHOP.as("amy").post(order.path() + "/share", Map.of("principal", SHOP.id("ann"), "rights", "edit"));
        SHOP.as("head").post(order.path() + "/delete", Map.of("version", seen));
        PageTester.Answer answer = SHOP.as("amy").post(order.path() + "/edit", typed);
        assertEquals(answer.text(), 409, answer.status());
        String text = answer.html().select("main").text();
        assertTrue(text, text.contains("Lost lamp was deleted meanwhile"));
        assertTrue(text, text.contains("head moved this record") && text.contains("long thoughts"));
        assertEquals(
                1,
                answer.html()
                        .select("form[action=" + order.path() + "/restore]")
                        .size());
        assertEquals(1, answer.html().select("main a[href=/shop/order]").size());
        PageTester.Answer reader = SHOP.as("ann").post(order.path() + "/edit", typed);
        assertTrue(reader.text(), reader.html().select("main").text().contains("head moved this record"));
        assertEquals(0, reader.html().select("form[action$=/restore]").size());
        assertEquals(404, SHOP.as("bob").post(order.path() + "/edit", typed).status());
        assertEquals(404, SHOP.as("amy").post("/shop/order/999999/edit", typed).status());
    }

    @Test
    @Covers({"LNK-2", "WEB-1"})
    public void thePanelOffersToCreateAndLinkWhatTheCallerMayCreate() {
        Document panel = SHOP.page("amy", "/links?of=" + SHOP.order("Linked door"));
        List<String> offered = panel.select("a[href*='/new?link=']").eachAttr("href");
        assertFalse(offered.isEmpty());
        for (String address : offered) {
            assertFalse(address, address.matches("/directory/(person|group|post|unit|role)/.*"));
            assertEquals(address, 200, SHOP.as("amy").get(address).status());
        }
    }

    @Test
    @Covers({"ACC-3", "WEB-1"})
    public void whoMayOnlyReadIsOfferedNoNewPart() {
        RecordId order = SHOP.order("Shared stool");
        String tab = order.path() + "?tab=shop.item";
        assertEquals(
                1,
                SHOP.page("amy", tab)
                        .select(".rec-body a[href^=/shop/item/new]")
                        .size());
        SHOP.as("amy").post(order.path() + "/share", Map.of("principal", SHOP.id("ann")));
        assertEquals(
                0,
                SHOP.page("ann", tab)
                        .select(".rec-body a[href^=/shop/item/new]")
                        .size());
        assertEquals(
                403,
                SHOP.as("ann")
                        .post("/shop/item/new", Map.of("orderId", order.id(), "name", "Leg"))
                        .status());
        SHOP.as("amy").post(order.path() + "/share", Map.of("principal", SHOP.id("ann"), "rights", "edit"));
        assertEquals(
                1,
                SHOP.page("ann", tab)
                        .select(".rec-body a[href^=/shop/item/new]")
                        .size());
    }
}
