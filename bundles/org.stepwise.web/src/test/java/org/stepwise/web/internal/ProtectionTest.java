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

/** What protects pages, and who sees which of them. */
public class ProtectionTest {
    @ClassRule
    public static final Shop SHOP = new Shop();

    @Test
    @Covers("WEB-2")
    public void everyAnswerForbidsForeignScriptsAndFrames() {
        PageTester.Answer answer = SHOP.as("amy").get("/");
        assertTrue(answer.header("Content-Security-Policy").contains("script-src 'self'"));
        assertFalse(answer.header("Content-Security-Policy").contains("unsafe"));
        assertEquals("nosniff", answer.header("X-Content-Type-Options"));
        Document html = answer.html();
        assertEquals(
                List.of(), html.select("[style], script:not([src]), [onclick]").eachAttr("class"));
    }

    @Test
    @Covers("WEB-2")
    public void staticFilesAreKeptForAYearUnderTheirHash() {
        Document home = SHOP.page("amy", "/");
        String css = home.select("link[rel=stylesheet]").first().attr("href");
        PageTester.Answer file = SHOP.pages().nobody().get(css);
        assertEquals(200, file.status());
        assertTrue(file.header("Cache-Control").contains("immutable"));
        assertEquals(
                "no-cache",
                SHOP.pages().nobody().get("/static/web/css/stepwise.css").header("Cache-Control"));
        assertEquals(
                404, SHOP.pages().nobody().get("/static/web/../db/001-web.sql").status());
    }

    @Test
    @Covers("ROL-2")
    public void filesOfAModuleAreThereForItsPeopleAlone() {
        String file = "/static/shop/css/shop.css";
        assertEquals(200, SHOP.as("amy").get(file).status());
        assertEquals(404, SHOP.as("bob").get(file).status());
        assertEquals(404, SHOP.pages().nobody().get(file).status());
    }

    @Test
    @Covers("WEB-1")
    public void navigationShowsOnlyWhatIsOpenAndPermitted() {
        assertTrue(SHOP.page("amy", "/").select("nav a[href=/shop/order]").size() > 0);
        assertEquals(0, SHOP.page("bob", "/").select("a[href=/shop/order]").size());
        assertEquals(0, SHOP.page("amy", "/").select("a[href=/rollout]").size());
        assertTrue(SHOP.page("root", "/").select("a[href=/rollout]").size() > 0);
    }

    @Test
    @Covers("WEB-1")
    public void aTypeThatIsNotOpenLooksLikeOneThatIsNotThere() {
        assertEquals(404, SHOP.as("bob").get("/shop/order").status());
        assertEquals(404, SHOP.as("bob").get("/nothing/here").status());
    }

    @Test
    @Covers("WEB-1")
    public void aFormWithoutTokenChangesNothing() {
        PageTester.Answer answer = SHOP.as("amy").post("/shop/order/new", Map.of("_csrf", "wrong", "name", "Forged"));
        assertEquals(403, answer.status());
        assertFalse(SHOP.page("amy", "/shop/order?q=Forged").text().contains("Forged order"));
    }

    @Test
    @Covers("OPS-2")
    public void healthAndMetricsAreThereForMachines() {
        assertEquals(200, SHOP.pages().nobody().get("/health/live").status());
        PageTester.Answer ready = SHOP.pages().nobody().get("/health/ready");
        assertEquals(ready.text(), 200, ready.status());
        assertTrue(SHOP.pages().nobody().get("/metrics").text().contains("stepwise_http_requests_total"));
        assertEquals(
                401,
                SHOP.pages()
                        .nobody()
                        .with("X-Test-Address", "10.0.0.9")
                        .get("/metrics")
                        .status());
    }
}
