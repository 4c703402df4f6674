package org.stepwise.e2e;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.AfterClass;
import org.junit.ClassRule;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runners.MethodSorters;

/**
 * The product's main story from the console, on a server without any module, so that it runs first: an administrator opens customers to Sales East, widens to
 * Sales West, rolls back and activates again, while people look at their pages. The steps build on one another, in order.
 */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class RolloutJourneyTest {
    private static final String EAST = "lin.zhixia";
    private static final String WEST = "wu.siqi";
    private static final String NAME = "常州故事精密机械有限公司";

    @ClassRule
    public static final Site SITE = Site.company();

    @ClassRule
    public static final Chromium CHROMIUM = new Chromium();

    @ClassRule
    public static final Pages PAGES = new Pages(SITE, CHROMIUM);

    @Test
    public void a_beforeAPhaseNobodySeesCustomersROL2() {
        for (String account : List.of(EAST, WEST, "chen.mo")) {
            Page page = PAGES.as(account);
            assertFalse(account, menu(page).contains("/crm/customer"));
            assertEquals(account, 404, status(page, "/crm/customer"));
            assertEquals(account, 404, status(page, "/api/crm/customer"));
        }
    }

    @Test
    public void b_aRehearsalChangesNothingROL4() {
        SITE.console("stepwise:rollout-create --module crm --unit SE --name 试点 pilot");
        String told = SITE.console("stepwise:rollout-rehearse pilot");
        assertTrue(told, told.contains("org.stepwise.crm") && told.contains("crm/001-customer"));
        assertEquals(404, status(PAGES.as(EAST), "/crm/customer"));
    }

    @Test
    public void c_activatingOpensCustomersToThePilotUnitAloneROL2() {
        SITE.console("stepwise:rollout-activate pilot");
        Page east = PAGES.as(EAST);
        assertTrue(menu(east).contains("/crm/customer"));
        assertEquals(200, status(east, "/api/crm/customer"));
        Page west = PAGES.as(WEST);
        assertFalse(menu(west).contains("/crm/customer"));
        assertEquals(404, status(west, "/crm/customer"));
        assertEquals(404, status(west, "/api/crm/customer"));
        assertFalse(PAGES.open(west, "/palette?q=" + "客户").content().contains("/crm/customer"));
    }

    @Test
    public void d_aSalespersonRecordsACustomerWithContactAndActivityCRM1CRM2CRM8() {
        Page page = PAGES.open(PAGES.as(EAST), "/crm/customer/new");
        page.fill("[name=name]", NAME);
        page.fill("[name=phone]", "12");
        page.click("#record button.pri");
        page.waitForSelector("[data-sw=errors]");
        assertTrue(page.locator("[data-sw=errors]").textContent().contains("021-62345678-801"));
        assertEquals(NAME, page.inputValue("[name=name]"));
        page.fill("[name=phone]", "0519-81006600");
        page.click("#record button.pri");
        page.waitForSelector("h1:has-text('" + NAME + "')");
        page.waitForSelector("textarea[name=result]");
        page.fill("textarea[name=result]", "首次拜访，确认了两台设备的需求。");
        page.click("form.composer button.btn");
        page.waitForSelector("ol.tl li");
        assertTrue(page.locator("ol.tl").textContent().contains("首次拜访"));
        String customer = page.url().replaceAll("[?#].*$", "").replaceAll("^.*/", "");
        PAGES.open(page, "/crm/contact/new?customerId=" + customer);
        page.fill("[name=name]", "单雪");
        page.fill("[name=mobile]", "13800138000");
        page.click("#record button.pri");
        page.waitForSelector("h1:has-text('单雪')");
    }

    @Test
    public void e_theDepartmentHeadSeesItAndTheOutsiderNeverCRM7() {
        Page head = PAGES.open(PAGES.as("zhou.mingyuan"), "/crm/customer?q=" + NAME);
        assertEquals(1, head.locator("a:has-text('" + NAME + "')").count());
        assertEquals(404, status(PAGES.as("tang.yi"), "/crm/customer"));
    }

    @Test
    public void f_wideningOpensItToSalesWestWhoSeeNoneOfTheOthersCustomersROL5() {
        SITE.console("stepwise:rollout-widen --unit SW pilot");
        Page west = PAGES.as(WEST);
        assertTrue(menu(west).contains("/crm/customer"));
        PAGES.open(west, "/crm/customer?q=" + NAME);
        assertEquals(0, west.locator("a:has-text('" + NAME + "')").count());
    }

    @Test
    public void g_rollingBackClosesItForEverybodyAndKeepsTheDataROL5() {
        SITE.console("stepwise:rollout-rollback pilot");
        for (String account : List.of(EAST, WEST)) {
            assertEquals(404, status(PAGES.as(account), "/crm/customer"));
            assertEquals(404, status(PAGES.as(account), "/api/crm/customer"));
            assertFalse(menu(PAGES.as(account)).contains("/crm/customer"));
        }
        SITE.console("stepwise:rollout-activate pilot");
        Page page = PAGES.open(PAGES.as(EAST), "/crm/customer?q=" + NAME);
        assertEquals(1, page.locator("a:has-text('" + NAME + "')").count());
    }

    @Test
    public void h_picturesForTheGuideAreMade() {
        Page page = PAGES.as(EAST);
        PAGES.picture(PAGES.open(page, "/crm/customer"), "crm-list");
        PAGES.picture(PAGES.open(page, "/crm/customer/new"), "crm-form");
        PAGES.picture(PAGES.open(page, "/crm/calendar"), "crm-calendar");
        PAGES.open(page, "/crm/customer?q=" + NAME);
        page.click("a:has-text('" + NAME + "')");
        page.waitForSelector("textarea[name=result]");
        assertTrue(PAGES.picture(page, "crm-card") > 10_000);
        assertTrue(PAGES.picture(PAGES.open(PAGES.as("chen.mo"), "/rollout"), "rollout-board") > 10_000);
        assertTrue(PAGES.picture(PAGES.open(PAGES.as(EAST), "/"), "home") > 10_000);
    }

    @AfterClass
    public static void closed() {
        SITE.console("stepwise:rollout-rollback pilot");
    }

    private static List<String> menu(Page page) {
        PAGES.open(page, "/");
        return page.locator("nav a").all().stream()
                .map(link -> link.getAttribute("href"))
                .toList();
    }

    private static int status(Page page, String path) {
        return PAGES.status(page, path);
    }
}
