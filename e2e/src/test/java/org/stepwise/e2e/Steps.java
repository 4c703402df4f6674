package org.stepwise.e2e;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;

/** What journeys do again and again. */
final class Steps {
    private Steps() {}

    /** Records a customer by page. @return its address */
    static String customer(Pages pages, Page page, String name) {
        pages.open(page, "/crm/customer/new");
        page.fill("[name=name]", name);
        save(page);
        page.waitForSelector("h1:has-text('" + name + "')");
        return page.url().replaceAll("^https?://[^/]+", "").replaceAll("[?#].*$", "");
    }

    /** Sends the form of a record. */
    static void save(Page page) {
        page.click("#record .btn.pri");
    }

    /** Types into a picker and takes what it offers first. */
    static void choose(Page page, String picker, String text) {
        Locator input = page.locator(picker + " .pick-box input").first();
        input.click();
        input.fill(text);
        page.locator(picker + " [role=option]:has-text('" + text + "')").first().click();
    }

    static Page.WaitForSelectorOptions gone() {
        return new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED);
    }
}
