package org.stepwise.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.PageTester;
import org.stepwise.web.internal.shop.Shop;

/** Pages of the guide and first steps. */
@Covers("ROL-15")
public class HelpPagesTest {
    private static final String PANEL = ".firststeps";

    @ClassRule
    public static final Shop SHOP = new Shop();

    private static Document orders(String account) {
        return SHOP.page(account, "/shop/order");
    }

    private static PageTester.Answer step(String account, Map<String, String> sent) {
        return SHOP.as(account).post("/help/shop/steps", sent);
    }

    @Test
    public void aPageOfTheModulesGuideStandsBehindHelpForThoseWhoHaveTheModule() {
        Document list = orders("amy");
        assertEquals("/help/shop", list.select(".top-r a[href^=/help]").first().attr("href"));
        Document page = SHOP.page("amy", "/help/shop");
        assertEquals("Orders of the shop", page.select("h1").text());
        assertEquals(List.of("Selling"), page.select(".prose h2").eachText());
        assertEquals("/help/records", page.select(".prose a").attr("href"));
        assertEquals("/static/shop/guide/order.png", page.select(".prose img").attr("src"));
        assertEquals(200, SHOP.as("amy").get("/static/shop/guide/order.png").status());
        assertFalse(page.text().contains("OrderPages"));
        assertTrue(SHOP.page("amy", "/help").select("a[href=/help/shop]").size() == 1);
        assertEquals(404, SHOP.as("bob").get("/help/shop").status());
        assertEquals(0, SHOP.page("bob", "/help").select("a[href=/help/shop]").size());
        assertEquals(404, SHOP.as("amy").get("/help/nothing").status());
        assertEquals(404, SHOP.as("amy").get("/help/../shop").status());
    }

    @Test
    public void whatIsAlikeEverywhereIsThereForEverybodyInTheReadersLanguage() {
        Document general = SHOP.page("bob", "/help");
        assertTrue(general.select(".rows a[href^=/help/]").size() >= 4);
        for (String page : general.select(".rows a[href^=/help/]").eachAttr("href")) {
            Document shown = SHOP.page("bob", page);
            assertEquals(page, 1, shown.select("h1").size());
            assertFalse(page, shown.select(".prose").text().isEmpty());
            for (String picture : shown.select(".prose img").eachAttr("src")) {
                assertEquals(picture, 200, SHOP.as("bob").get(picture).status());
            }
            for (String link : shown.select(".prose a[href^=/]").eachAttr("href")) {
                assertEquals(link, 200, SHOP.as("bob").get(link).status());
            }
        }
        assertEquals("/help", general.select(".top-r a[href^=/help]").first().attr("href"));
    }

    @Test
    public void firstStepsStandAboveTheModulesPagesUntilTheyAreDone() {
        Document list = orders("amy");
        assertEquals(
                List.of("Look at the orders", "Record an order"),
                list.select(PANEL + " li .link").eachText());
        assertEquals(0, SHOP.page("amy", "/").select(PANEL).size());
        assertEquals(
                303, step("amy", Map.of("step", "look", "from", "/shop/order")).status());
        Document one = orders("amy");
        assertEquals("1 / 2", one.select(PANEL + " .cnt").text());
        PageTester.Answer went = step("amy", Map.of("step", "add", "go", "true", "from", "/shop/order"));
        assertEquals("/shop/order/new", went.header("Location"));
        assertEquals("all done", 0, orders("amy").select(PANEL).size());
        assertEquals("each for oneself", 1, orders("ann").select(PANEL).size());
    }

    @Test
    public void theyArePutAwayAndShownAgainFromHelp() {
        step("ann", Map.of("step", "look", "from", "/shop/order"));
        PageTester.Answer away = step("ann", Map.of("from", "//evil.example"));
        assertEquals("/shop", away.header("Location"));
        assertEquals(0, orders("ann").select(PANEL).size());
        Document help = SHOP.page("ann", "/help/shop");
        assertEquals(1, help.select("form[action=/help/shop/steps]").size());
        step("ann", Map.of("again", "true"));
        assertEquals(2, orders("ann").select(PANEL + " li .link").size());
    }

    @Test
    public void onlyStepsThatOneMayDoAreShownAndNoneOfAClosedModule() {
        assertEquals(404, step("bob", Map.of("step", "look")).status());
        assertEquals(303, step("amy", Map.of("step", "no such step")).status());
        Document seen = orders("head");
        assertFalse(seen.select(PANEL).text(), seen.select(PANEL).text().contains("Settle"));
    }
}
