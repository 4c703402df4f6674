package org.stepwise.e2e;

import static org.junit.Assert.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import org.junit.ClassRule;
import org.junit.Test;

/** Whoever comes without a session is led to the sign-in page, in the language of the browser. */
public class SignInPageTest {
    @ClassRule
    public static final Site SITE = Site.demo("sign-in");

    @ClassRule
    public static final Chromium CHROMIUM = new Chromium();

    @Test
    public void aStrangerIsAskedToSignIn() {
        Page page = CHROMIUM.desk("zh-CN");
        Response response = page.navigate(SITE.address() + "/");
        assertEquals(200, response.status());
        assertEquals(1, page.locator("input[type=password]").count());
        assertEquals("zh-CN", page.locator("html").getAttribute("lang"));
    }

    @Test
    public void thePhoneNeedsNoSidewaysScrolling() {
        Page page = CHROMIUM.phone("en");
        page.navigate(SITE.address() + "/");
        assertEquals("en", page.locator("html").getAttribute("lang"));
        assertEquals(390, page.evaluate("document.documentElement.scrollWidth"));
    }
}
