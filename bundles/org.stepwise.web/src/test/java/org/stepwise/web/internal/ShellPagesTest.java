package org.stepwise.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.PageTester;
import org.stepwise.web.internal.shop.Shop;

/** Palette, headings, landmarks and labels of every page. */
public class ShellPagesTest {
    @ClassRule
    public static final Shop SHOP = new Shop();

    @Test
    @Covers("WEB-1")
    public void thePaletteFindsRecordsPagesAndThingsToCreate() {
        SHOP.order("Palette table");
        PageTester.Answer answer = SHOP.as("amy").htmx().get("/palette?q=Palette");
        assertTrue(answer.text().contains("Palette table"));
        assertTrue(SHOP.as("amy")
                        .htmx()
                        .get("/palette?q=order")
                        .html()
                        .select("a[href=/shop/order/new]")
                        .size()
                > 0);
        assertFalse(SHOP.as("bob").htmx().get("/palette?q=Palette").text().contains("Palette table"));
    }

    @Test
    @Covers("WEB-1")
    public void theThemeFollowsTheSystemUntilOneIsChosen() {
        assertEquals("auto", SHOP.page("guest", "/").select("html").attr("data-theme"));
        SHOP.as("guest").post("/me/preferences", java.util.Map.of("theme", "dark"));
        assertEquals("dark", SHOP.page("guest", "/").select("html").attr("data-theme"));
    }

    @Test
    @Covers("WEB-1")
    public void theKeyForNewOpensTheNewMenuOnHomeAndOnACardToo() {
        Document home = SHOP.page("amy", "/");
        assertEquals(
                1,
                home.select("header summary[data-key=n] + .menu a[href=/shop/order/new]")
                        .size());
        assertTrue(home.select("#sw-keys").text().contains("New record"));
        Document card = SHOP.page("amy", SHOP.order("Keyed").path());
        assertEquals(1, card.select("[data-key=n]").size());
        assertEquals(
                1, SHOP.page("amy", "/shop/order").select("main [data-key=n]").size());
    }

    @Test
    @Covers("WEB-1")
    public void everyPageHasOneHeadingALandmarkAndLabelledInputs() {
        String order = SHOP.order("Shelf").path();
        for (String address : List.of(
                "/",
                "/shop/order",
                "/shop/order/new",
                order,
                order + "/edit",
                order + "/share",
                order + "/hand-over",
                order + "?tab=details",
                order + "?tab=history",
                order + "?tab=files",
                order + "?tab=shop.item",
                "/shop/order/import",
                "/notices",
                "/me",
                "/me/password",
                "/organisation",
                "/more",
                "/palette")) {
            sound(address, SHOP.page("head", address));
        }
        for (String address : List.of(
                "/rollout",
                "/rollout/pilot",
                "/rollout/new",
                "/rollout/pilot/edit",
                "/rollout/history",
                "/admin",
                "/admin/modules",
                "/admin/audit",
                "/admin/jobs",
                "/admin/access",
                "/admin/roles",
                "/admin/roles/salesperson",
                "/admin/settings",
                "/admin/settings?unit=" + SHOP.id("east"),
                "/admin/grants/salesperson",
                "/admin/grants/salesperson?type=shop.order&action=see&scope=UNIT",
                "/organisation/move/" + SHOP.id("east") + "?parent=" + SHOP.id("west"),
                "/photo/" + SHOP.id("amy"),
                "/me/work",
                "/organisation/import",
                "/organisation/handover/" + SHOP.id("amy"),
                "/directory/person",
                "/directory/unit/new")) {
            sound(address, SHOP.page("root", address));
        }
    }

    private static void sound(String address, Document html) {
        assertEquals(address, 1, html.select("h1").size());
        assertEquals(address, 1, html.select("main").size());
        assertFalse(
                address + " shows a text key: " + html.body().text(),
                html.body().text().matches("(?s).*\\bweb\\.[a-z]+\\.[a-z].*"));
        for (Element input : html.select("main input:not([type=hidden]), main select, main textarea")) {
            boolean labelled = input.hasAttr("aria-label")
                    || input.parents().is("label")
                    || html.select("label[for=" + input.id() + "]").size() > 0;
            assertTrue(address + ": " + input, labelled);
        }
        for (Element use : html.select("use")) {
            assertTrue(address + " " + use, html.getElementById(use.attr("href").substring(1)) != null);
        }
    }
}
