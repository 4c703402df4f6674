package org.stepwise.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.signin.SignIn;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.PageTester;
import org.stepwise.web.internal.shop.Shop;

/** Signing in, one's own password and language. */
public class SignInPagesTest {
    @ClassRule
    public static final Shop SHOP = new Shop();

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
    @Covers({"WEB-1", "REC-2"})
    public void whoseSessionEndedWhileTypingIsToldAndLedBackToTheForm() {
        PageTester.Visitor late = SHOP.pages()
                .nobody()
                .with("Cookie", SignIn.COOKIE + "=ended")
                .with("Host", "office.test")
                .with("Referer", "https://office.test/shop/order/new?back=/shop/order");
        PageTester.Answer led = late.post("/shop/order/new", Map.of("name", "Typed"));
        assertEquals("/sign-in?ended=1&next=%2Fshop%2Forder%2Fnew%3Fback%3D%2Fshop%2Forder", led.header("Location"));
        PageTester.Answer form =
                SHOP.pages().nobody().with("Accept-Language", "en").get(led.header("Location"));
        assertTrue(form.html().select("[role=status]").text().contains("Your session has ended"));
        assertEquals(
                "/shop/order/new?back=/shop/order",
                form.html().select("input[name=next]").val());
        PageTester.Answer script = late.htmx().post("/links", Map.of());
        assertEquals(401, script.status());
        assertTrue(script.header("HX-Redirect").startsWith("/sign-in?ended=1&next=%2Fshop"));
        PageTester.Answer foreign =
                late.with("Referer", "https://evil.test/shop/order").post("/shop/order/new", Map.of());
        assertEquals("/sign-in?ended=1", foreign.header("Location"));
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
    @Covers("I18N-1")
    public void aPersonsLanguageIsChangedOnTheirOwnPage() {
        PageTester.Visitor ann = SHOP.as("ann");
        assertEquals(
                303,
                ann.post("/me/language", Map.of("locale", "zh-CN", "zone", "Asia/Shanghai"))
                        .status());
        assertEquals("zh-CN", SHOP.page("ann", "/me").select("html").attr("lang"));
        ann.post("/me/language", Map.of("locale", "en", "zone", "Europe/Berlin"));
        assertEquals("en", SHOP.page("ann", "/me").select("html").attr("lang"));
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
    @Covers("DIR-8")
    public void tooManyWrongPasswordsSayHowLongToWait() {
        PageTester.Answer form = SHOP.pages().nobody().get("/sign-in");
        PageTester.Visitor browser =
                SHOP.pages().nobody().with("Cookie", form.cookies().get(0).split(";")[0]);
        Map<String, Object> wrong =
                Map.of("_csrf", form.html().select("[name=_csrf]").val(), "account", "nobody-here", "password", "no");
        PageTester.Answer last = browser.post("/sign-in", wrong);
        for (int i = 0; i < 6 && last.status() == 403; i++) last = browser.post("/sign-in", wrong);
        assertEquals(429, last.status());
        assertTrue(Integer.parseInt(last.header("Retry-After")) > 0);
    }
}
