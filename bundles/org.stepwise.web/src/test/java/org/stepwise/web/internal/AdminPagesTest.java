package org.stepwise.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.select.Elements;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.PageTester;
import org.stepwise.web.internal.shop.Shop;

/** Roles, looking through somebody's eyes, sessions. */
public class AdminPagesTest {
    @ClassRule
    public static final Shop SHOP = new Shop();

    @Test
    @Covers("DIR-4")
    public void aRoleIsGivenAndTakenOnItsPage() {
        long bob = SHOP.id("bob");
        Document before = SHOP.page("root", "/admin/roles/assistant");
        assertEquals(
                0, before.select("input[name=principal][value=" + bob + "]").size());
        PageTester.Answer given = SHOP.as("root").post("/admin/roles/assistant", Map.of("principal", bob));
        assertEquals(303, given.status());
        assertTrue(SHOP.page("root", "/admin/roles/assistant").text().contains("bob"));
        SHOP.as("root").post("/admin/roles/assistant", Map.of("principal", bob, "step", "revoke"));
        assertEquals(
                0,
                SHOP.page("root", "/admin/roles/assistant")
                        .select("input[name=principal][value=" + bob + "]")
                        .size());
        assertEquals(403, SHOP.as("amy").get("/admin/roles").status());
        assertEquals(
                403,
                SHOP.as("amy")
                        .post("/admin/roles/administrator", Map.of("principal", SHOP.id("amy")))
                        .status());
    }

    @Test
    @Covers("ACC-1")
    public void aRoleTellsWhatItAllows() {
        Document page = SHOP.page("root", "/admin/roles/salesperson");
        assertTrue(page.text(), page.select("table.tbl").text().contains("Shop"));
        assertFalse(page.text().contains("shop.*"));
        assertEquals("Salesperson", page.select("nav.rows [aria-current] .t").text());
    }

    @Test
    @Covers("ACC-9")
    public void anAdministratorLooksThroughSomebodysEyesAndChangesNothing() {
        String order = SHOP.order("Seen by another").path();
        String own = "/directory/person/" + SHOP.id("ann");
        favourite("amy", SHOP.order("Amy's favourite").toString());
        favourite("root", "directory.person:" + SHOP.id("ann"));
        assertEquals(
                1, SHOP.page("root", "/").select("main a[href=" + own + "]").size());
        assertEquals(
                303,
                SHOP.as("root")
                        .post("/admin/view-as", Map.of("person", SHOP.id("amy")))
                        .status());
        Document seen = SHOP.page("root", order);
        assertTrue(seen.select(".banner").text().contains("amy"));
        Elements hers = SHOP.page("root", "/").select("main a");
        assertTrue(hers.text(), hers.text().contains("Amy's favourite"));
        assertFalse(hers.text(), hers.eachAttr("href").contains(own));
        changesNothingOfAmys(order);
        assertEquals(
                303,
                SHOP.as("root").post("/admin/view-as", Map.of("step", "end")).status());
        assertEquals(0, SHOP.page("root", "/").select(".banner").size());
        assertTrue(SHOP.page("root", "/admin/audit").select("tbody").text().contains("amy"));
        assertEquals(
                403,
                SHOP.as("ann")
                        .post("/admin/view-as", Map.of("person", SHOP.id("amy")))
                        .status());
    }

    private static void favourite(String account, String record) {
        assertEquals(
                303,
                SHOP.as(account).post("/favourite", Map.of("record", record)).status());
    }

    private static void changesNothingOfAmys(String order) {
        long favourites = rows("web_favourite");
        long preferences = rows("web_preference");
        for (String address : List.of(
                "/shop/order/new",
                "/shop/order/columns",
                "/me/preferences",
                "/me/language",
                "/favourite",
                "/notices/kinds",
                "/admin/view-as",
                order + "/edit")) {
            PageTester.Answer answer = SHOP.as("root")
                    .post(address, Map.of("name", "By another", "theme", "dark", "lang", "zh-CN", "field", "name"));
            assertEquals(address, 403, answer.status());
            assertTrue(address, answer.text().contains("another person"));
        }
        assertEquals(favourites, rows("web_favourite"));
        assertEquals(preferences, rows("web_preference"));
        assertEquals("what is looked at is no recent of hers", 0, rows("web_recent"));
    }

    private static long rows(String table) {
        Transactions tx = SHOP.kernel().get(Transactions.class);
        return tx.read(() -> tx.sql().number("select count(*) from " + table + " where person = ?", SHOP.id("amy")));
    }

    @Test
    @Covers("DIR-8")
    public void signingOutEverywhereEndsThisSessionToo() {
        assertEquals(200, SHOP.as("guest").get("/me").status());
        assertEquals(303, SHOP.as("guest").post("/me/sessions/end", Map.of()).status());
        assertTrue(SHOP.as("guest").get("/me").header("Location").startsWith("/sign-in"));
    }
}
