package org.stepwise.e2e;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Cookie;
import org.junit.ClassRule;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runners.MethodSorters;

/** A server as a new customer finds it, with HTTPS on: the door for strangers, and the first administrator's first minute. */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class SignInPageTest {
    @ClassRule
    public static final Site SITE = Site.empty("sign-in");

    @ClassRule
    public static final Chromium CHROMIUM = new Chromium();

    @Test
    public void a_theStartPrintsAddressAndSignInOPS4() {
        assertTrue(SITE.printed(), SITE.printed().contains("Stepwise answers at " + SITE.address()));
        assertTrue(SITE.printed(), SITE.printed().contains(SITE.file("first-sign-in.txt")));
    }

    @Test
    public void a_aNewSiteWithAWrongDatabaseEndsWithTheReasonOPS2() {
        String database = "jdbc:postgresql://127.0.0.1:1/nosuchdb?user=stepwise&password=three-blue-umbrellas";
        String printed = Site.refused("wrong-database", "--database", database);
        assertTrue(printed, printed.contains("the database does not answer: Connection to 127.0.0.1:1 refused"));
        assertTrue(printed, printed.contains("Check host and port"));
        assertFalse(printed, printed.contains("umbrellas"));
    }

    @Test
    public void a_aStrangerIsAskedToSignInAndPlainHttpLeadsToHttpsOPS4() {
        Page page = CHROMIUM.desk("zh-CN");
        Response response = page.navigate(SITE.plainAddress() + "/crm/customer?q=1");
        assertEquals(200, response.status());
        assertTrue(page.url(), page.url().startsWith(SITE.address() + "/sign-in?next="));
        assertEquals(1, page.locator("input[type=password]").count());
        assertEquals("zh-CN", page.locator("html").getAttribute("lang"));
    }

    @Test
    public void b_theApiIsRefusedInTheClearOPS4() {
        Response refused = CHROMIUM.desk("en").navigate(SITE.plainAddress() + "/api/me");
        assertEquals(403, refused.status());
        assertTrue(refused.text(), refused.text().contains(SITE.address() + "/api/me"));
    }

    @Test
    public void c_thePhoneNeedsNoSidewaysScrolling() {
        Page page = CHROMIUM.phone("en");
        page.navigate(SITE.address() + "/");
        assertEquals("en", page.locator("html").getAttribute("lang"));
        assertEquals(390, page.evaluate("document.documentElement.scrollWidth"));
    }

    @Test
    public void d_theFirstAdministratorSignsInOnceWithTheWordFromTheHomeOPS4() {
        String sheet = SITE.file("first-sign-in.txt");
        String word = sheet.replaceAll("(?s).*password: (\\S+).*", "$1");
        Page page = CHROMIUM.desk("zh-CN");
        page.navigate(SITE.address() + "/");
        signIn(page, word);
        page.waitForURL("**/me/password");
        page.fill("[name=old]", word);
        page.fill("[name=new]", "晴天里的一条弯弯的小河边");
        page.fill("[name=again]", "晴天里的一条弯弯的小河边");
        page.click("form[action='/me/password'] button.pri");
        page.waitForURL(SITE.address() + "/");
        assertFalse(SITE.has("first-sign-in.txt"));
        for (Cookie cookie : page.context().cookies()) {
            assertTrue(cookie.name, cookie.secure && cookie.httpOnly);
        }
        Page again = CHROMIUM.desk("zh-CN");
        again.navigate(SITE.address() + "/");
        signIn(again, word);
        again.waitForSelector("[role=alert]");
    }

    private static void signIn(Page page, String password) {
        page.fill("[name=account]", "admin");
        page.fill("[name=password]", password);
        page.press("[name=password]", "Enter");
    }
}
