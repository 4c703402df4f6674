package org.stepwise.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.signin.SignIn;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.PageTester;
import org.stepwise.web.internal.shop.Shop;

public class PagesTest {
    @ClassRule
    public static final Shop SHOP = new Shop();

    private static Document page(String account, String address) {
        PageTester.Answer answer = SHOP.as(account).get(address);
        assertEquals(address + ": " + answer.html().select("main").text(), 200, answer.status());
        return answer.html();
    }

    @Test
    @Covers("WEB-1")
    public void somebodyNotSignedInIsLedToTheSignInPageAndBack() {
        PageTester.Answer answer = SHOP.pages().nobody().get("/shop/order?q=a");
        assertEquals(303, answer.status());
        assertEquals("/sign-in?next=%2Fshop%2Forder%3Fq%3Da", answer.header("Location"));
        PageTester.Answer form = SHOP.pages().nobody().get(answer.header("Location"));
        assertEquals("/shop/order?q=a", form.html().select("input[name=next]").val());
    }

    @Test
    @Covers("I18N-1")
    public void theSignInPageSpeaksTheReadersLanguage() {
        PageTester.Visitor nobody = SHOP.pages().nobody();
        assertEquals(
                "zh-CN", nobody.get("/sign-in?lang=zh-CN").html().select("html").attr("lang"));
        assertTrue(nobody.get("/sign-in?lang=zh-CN").html().select("h1").text().contains("登录"));
        assertTrue(nobody.with("Accept-Language", "en-GB")
                .get("/sign-in")
                .html()
                .select("h1")
                .text()
                .contains("Sign in"));
    }

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
        Document home = page("amy", "/");
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
    @Covers("WEB-1")
    public void navigationShowsOnlyWhatIsOpenAndPermitted() {
        assertTrue(page("amy", "/").select("nav a[href=/shop/order]").size() > 0);
        assertEquals(0, page("bob", "/").select("a[href=/shop/order]").size());
        assertEquals(0, page("amy", "/").select("a[href=/rollout]").size());
        assertTrue(page("root", "/").select("a[href=/rollout]").size() > 0);
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
        assertFalse(page("amy", "/shop/order?q=Forged").text().contains("Forged order"));
    }

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
        assertTrue(page("amy", "/shop/order?q=Ten").select("#rows a").eachText().contains("Ten chairs"));
        String version =
                page("amy", path + "/edit").select("input[name=version]").val();
        assertEquals(
                303,
                amy.post(path + "/edit", Map.of("version", version, "name", "Twelve chairs"))
                        .status());
        Document history = page("amy", path + "?tab=history");
        assertTrue(history.select("del").eachText().contains("Ten chairs"));
        assertTrue(history.select("ins").eachText().contains("Twelve chairs"));
        String now = page("amy", path + "/edit").select("input[name=version]").val();
        PageTester.Answer deleted = amy.post(path + "/delete", Map.of("version", now));
        Element undo = amy.follow(deleted).html().select(".toast form").first();
        assertEquals(path + "/restore", undo.attr("action"));
        assertEquals(303, amy.post(undo.attr("action"), Map.of()).status());
        assertEquals("Twelve chairs", page("amy", path).select("h1").text());
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
        String seen = page("amy", path + "/edit").select("input[name=version]").val();
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
        Document card = page("amy", path + "?tab=details");
        assertTrue(card.text().contains("1,300"));
        assertTrue(card.text().contains("mine"));
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
        assertTrue(page("amy", order.path() + "/share").text().contains("ann"));
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
            sound(address, page("head", address));
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
                "/organisation/import",
                "/organisation/handover/" + SHOP.id("amy"),
                "/directory/person",
                "/directory/unit/new")) {
            sound(address, page("root", address));
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

    @Test
    @Covers("ROL-9")
    public void theBoardShowsModulesByUnitAndOpensAPhase() {
        Document board = page("root", "/rollout?module=shop&unit=" + SHOP.id("east"));
        assertTrue(board.select(".phs").text().contains("Pilot"));
        assertTrue(board.select("table.mx tbody").text().contains("Shop"));
        assertTrue(board.select("#detail h2").text().contains("Shop"));
        Document phase = page("root", "/rollout/pilot");
        assertTrue(phase.text().contains("All have signed in"));
        assertTrue(phase.select("form[action=/rollout/pilot/pause]").size() > 0);
        assertEquals(403, SHOP.as("amy").get("/rollout").status());
    }

    @Test
    @Covers("ROL-5")
    public void aPausedPhaseHidesItsModuleFromTheNextRequestOn() {
        assertEquals(303, SHOP.as("root").post("/rollout/pilot/pause", Map.of()).status());
        assertEquals(404, SHOP.as("amy").get("/shop/order").status());
        assertEquals(
                303, SHOP.as("root").post("/rollout/pilot/resume", Map.of()).status());
        assertEquals(200, SHOP.as("amy").get("/shop/order").status());
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

    @Test
    @Covers("REC-9")
    public void manyRecordsAreDeletedAtOnceWithAReport() {
        RecordId one = SHOP.order("Bulk one");
        RecordId two = SHOP.order("Bulk two");
        Map<String, Object> form = Map.of("action", "delete", "ids", one.id() + "," + two.id());
        PageTester.Answer answer = SHOP.as("amy").post("/shop/order/bulk", form);
        assertEquals(answer.text(), 303, answer.status());
        assertEquals(0, page("amy", "/shop/order?q=Bulk").select("#rows tr").size());
        assertEquals(
                2, page("amy", "/shop/order?bin=1&q=Bulk").select("#rows tr").size());
    }

    @Test
    @Covers("I18N-1")
    public void aPersonsLanguageIsChangedOnTheirOwnPage() {
        PageTester.Visitor ann = SHOP.as("ann");
        assertEquals(
                303,
                ann.post("/me/language", Map.of("locale", "zh-CN", "zone", "Asia/Shanghai"))
                        .status());
        assertEquals("zh-CN", page("ann", "/me").select("html").attr("lang"));
        ann.post("/me/language", Map.of("locale", "en", "zone", "Europe/Berlin"));
        assertEquals("en", page("ann", "/me").select("html").attr("lang"));
    }

    @Test
    @Covers("DIR-8")
    public void aGivenPasswordIsChangedBeforeAnythingElse() {
        String given =
                SHOP.kernel().system(() -> SHOP.kernel().get(SignIn.class).invite("guest"));
        PageTester.Answer form = SHOP.pages().nobody().get("/sign-in");
        String before = form.cookies().get(0).split(";")[0];
        Map<String, Object> wrong =
                Map.of("_csrf", form.html().select("[name=_csrf]").val(), "account", "guest", "password", "no");
        PageTester.Visitor browser = SHOP.pages().nobody().with("Cookie", before);
        PageTester.Answer refused = browser.post("/sign-in", wrong);
        assertEquals(403, refused.status());
        assertTrue(refused.html().select("[role=alert]").hasText());
        Map<String, Object> right = new HashMap<>(wrong);
        right.put("password", given);
        PageTester.Answer in = browser.post("/sign-in", right);
        assertEquals("/me/password", in.header("Location"));
        String session = in.cookies().get(0).split(";")[0];
        assertTrue(in.cookies().get(0).contains("HttpOnly; SameSite=Lax"));
        PageTester.Visitor guest = SHOP.pages().nobody().with("Cookie", session);
        assertEquals("/me/password", guest.get("/").header("Location"));
        String token =
                guest.get("/me/password").html().select("meta[name=csrf]").attr("content");
        Map<String, Object> change = Map.of(
                "_csrf", token, "old", given, "new", "rain on the old roof 9", "again", "rain on the old roof 9");
        PageTester.Answer changed = guest.post("/me/password", change);
        assertEquals(changed.text(), 303, changed.status());
        String fresh = changed.cookies().get(0).split(";")[0];
        assertEquals(200, SHOP.pages().nobody().with("Cookie", fresh).get("/").status());
        assertEquals(303, guest.get("/").status());
    }

    @Test
    @Covers("REC-7")
    public void aBadRowOfAnImportIsNamedAndNothingIsImported() {
        byte[] file = "name,state,amount\nGood import,OPEN,5\n,OPEN,-3\n".getBytes(StandardCharsets.UTF_8);
        PageTester.Answer bad =
                SHOP.as("amy").upload("/shop/order/import", "orders.csv", file, Map.of("step", "import"));
        assertEquals(422, bad.status());
        assertTrue(bad.html().select("table.boxed tbody td").eachText().contains("3"));
        assertEquals(0, page("amy", "/shop/order?q=Good").select("#rows tr").size());
        byte[] good = "name,state,amount\nGood import,OPEN,5\n".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                200,
                SHOP.as("amy")
                        .upload("/shop/order/import", "orders.csv", good, Map.of("step", "check"))
                        .status());
        assertEquals(
                303,
                SHOP.as("amy")
                        .upload("/shop/order/import", "orders.csv", good, Map.of("step", "import"))
                        .status());
        assertEquals(1, page("amy", "/shop/order?q=Good").select("#rows tr").size());
    }
}
