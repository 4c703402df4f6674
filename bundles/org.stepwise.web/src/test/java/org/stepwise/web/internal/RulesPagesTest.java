package org.stepwise.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jsoup.nodes.Document;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.rollout.Preparation;
import org.stepwise.kernel.api.rollout.Preparations;
import org.stepwise.kernel.api.rollout.UsageRules;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.PageTester;
import org.stepwise.web.internal.shop.Shop;

/** Rules of use before the pages of a module. */
@Covers("ROL-21")
public class RulesPagesTest {
    @ClassRule
    public static final Shop SHOP = new Shop();

    @Before
    public void asked() {
        ask(true);
    }

    @After
    public void forgotten() {
        ask(false);
        Transactions tx = SHOP.kernel().get(Transactions.class);
        tx.run(() -> tx.sql().update("delete from rollout_rules_confirmed"));
        tx.run(() -> tx.sql().update("delete from rollout_rules"));
    }

    private static void ask(boolean rules) {
        root(() -> SHOP.kernel().get(Preparations.class).change("pilot", new Preparation(rules)));
    }

    private static <T> T root(Supplier<T> work) {
        return SHOP.kernel().as("root", work);
    }

    private static PageTester.Answer confirm(String account, String edition, String from) {
        return SHOP.as(account).post("/rules/shop/confirm", Map.of("edition", edition, "from", from));
    }

    @Test
    public void theFirstPageOfAModuleLeadsToItsRulesAndAfterThemToWhereOneWanted() {
        PageTester.Answer led = SHOP.as("amy").get("/shop/order?sort=name");
        assertEquals(303, led.status());
        assertEquals("/rules/shop?from=%2Fshop%2Forder%3Fsort%3Dname", led.header("Location"));
        Document rules = SHOP.page("amy", led.header("Location"));
        assertEquals(1, rules.select("h1").size());
        assertEquals("Orders", rules.select(".prose h2").text());
        assertEquals("one record", rules.select(".prose strong").text());
        assertEquals("/shop/order", rules.select(".prose a").attr("href"));
        assertEquals(
                "/shop/order?sort=name", rules.select("form input[name=from]").val());
        PageTester.Answer went = confirm("amy", "1", "/shop/order?sort=name");
        assertEquals("/shop/order?sort=name", went.header("Location"));
        assertEquals(200, SHOP.as("amy").get("/shop/order?sort=name").status());
        assertEquals(
                "others are asked on their own",
                303,
                SHOP.as("ann").get("/shop/order").status());
        Document list = SHOP.page("amy", "/rules");
        assertEquals(1, list.select("tbody .chip.ok").size());
        assertEquals(0, list.select("a[href$=/edit]").size());
    }

    @Test
    public void noWorkIsLostBecauseOfThem() {
        assertEquals(200, SHOP.as("amy").htmx().get("/shop/order").status());
        PageTester.Answer made = SHOP.as("amy").post("/shop/order/new", Map.of("name", "Pump", "amount", "10"));
        assertEquals(303, made.status());
        assertTrue(made.header("Location"), made.header("Location").startsWith("/shop/order/"));
        assertEquals(200, SHOP.as("amy").get("/").status());
    }

    @Test
    public void nobodyToWhomTheModuleIsClosedSeesItsRules() {
        assertEquals(404, SHOP.as("bob").get("/rules/shop").status());
        assertEquals(404, confirm("bob", "1", "/shop/order").status());
        assertFalse(SHOP.page("bob", "/rules").text().contains("Shop"));
        assertEquals(403, SHOP.as("amy").get("/rules/shop/edit").status());
        assertEquals(
                403,
                SHOP.as("amy")
                        .post("/rules/shop/edit", Map.of("zh", "x", "en", "x"))
                        .status());
        assertEquals(403, SHOP.as("amy").get("/rules/shop/1").status());
    }

    @Test
    public void confirmingLeadsNowhereElse() {
        for (String from : new String[] {"//evil.example", "https://evil.example", "/shop\\evil", "/admin", ""}) {
            PageTester.Answer went = confirm("amy", "1", from);
            assertEquals(from, "/shop", went.header("Location"));
        }
    }

    @Test
    public void whereTheyNeedNotComeFirstALineAboveThePagesReminds() {
        Settings settings = SHOP.kernel().get(Settings.class);
        SHOP.kernel().system(() -> settings.set("kernel.useRules.mustConfirm", 0, "false"));
        try {
            Document list = SHOP.page("amy", "/shop/order");
            assertEquals(
                    "/rules/shop?from=%2Fshop%2Forder",
                    list.select(".banner.info a").attr("href"));
            assertEquals(0, SHOP.page("amy", "/").select(".banner.info").size());
            confirm("amy", "1", "/shop/order");
            assertEquals(
                    0, SHOP.page("amy", "/shop/order").select(".banner.info").size());
        } finally {
            SHOP.kernel().system(() -> settings.reset("kernel.useRules.mustConfirm", 0));
        }
    }

    @Test
    public void anAdministratorPutsNewRulesInForceAfterALookAndEverybodyIsAskedAgain() {
        confirm("amy", "1", "/shop/order");
        Document form = SHOP.page("root", "/rules/shop/edit");
        assertTrue(form.select("#r-en").text(), form.select("#r-en").text().contains("One order"));
        Map<String, String> written = new HashMap<>();
        written.put("zh", "- 新规范");
        written.put("en", "- New **rules** <script>alert(1)</script>");
        written.put("step", "preview");
        PageTester.Answer preview = SHOP.as("root").post("/rules/shop/edit", written);
        assertEquals(200, preview.status());
        assertEquals("rules", preview.html().select(".prose strong").text());
        assertEquals(0, preview.html().select(".prose script").size());
        assertEquals(
                "nothing happened yet", 200, SHOP.as("amy").get("/shop/order").status());
        written.put("step", "publish");
        assertEquals(303, SHOP.as("root").post("/rules/shop/edit", written).status());
        assertEquals(303, SHOP.as("amy").get("/shop/order").status());
        assertEquals(
                "with what is written kept",
                422,
                SHOP.as("root").post("/rules/shop/edit", written).status());
        assertEquals("too late", 409, confirm("amy", "1", "/shop/order").status());
        Document former = SHOP.page("root", "/rules/shop/1");
        assertTrue(former.text(), former.text().contains("former edition"));
        assertTrue(SHOP.page("root", "/rules/shop/edit?edition=1")
                .select("#r-zh")
                .text()
                .contains("一单一档"));
        assertTrue(SHOP.page("root", "/rules/shop/edit?shipped=true")
                .select("#r-zh")
                .text()
                .contains("一单一档"));
        assertEquals(
                2,
                root(() -> SHOP.kernel().get(UsageRules.class).editions("shop")).size());
    }

    @Test
    public void aPhaseAsksForThemInItsFormAndTellsWhoConfirmed() {
        assertTrue(SHOP.page("root", "/rollout/new")
                .select("input[name=rules][value=true]")
                .hasAttr("checked"));
        confirm("amy", "1", "/shop/order");
        Document phase = SHOP.page("root", "/rollout/pilot");
        assertTrue(phase.text(), phase.text().contains("1 of 3 confirmed"));
        Document progress = SHOP.page("root", "/rollout/pilot/rules");
        assertEquals(1, progress.select("h1").size());
        assertTrue(
                progress.select("table").text(), progress.select("table").text().contains("east 1 3"));
        assertTrue(progress.text(), progress.text().contains("ann"));
        assertEquals(403, SHOP.as("amy").get("/rollout/pilot/rules").status());
        ask(false);
        assertFalse(SHOP.page("root", "/rollout/pilot").text().contains("confirmed"));
        assertTrue(SHOP.page("root", "/rollout/pilot/rules").text().contains("asks for no confirmation"));
    }
}
