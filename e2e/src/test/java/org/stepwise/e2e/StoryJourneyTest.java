package org.stepwise.e2e;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.ClassRule;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.MethodSorters;
import org.junit.runners.Parameterized;

/**
 * The main story by page, walked by all its people in each language at a desk and on a phone: the administrator opens customers to
 * Sales East, the salesperson records one, the department head works on it, the outsider finds nothing; widened, rolled back, and
 * opened again. The steps build on one another, in order; each walk has a phase of its own and closes it.
 */
@RunWith(Parameterized.class)
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class StoryJourneyTest {
    private static final String ADMINISTRATOR = "chen.mo";
    private static final String HEAD = "zhou.mingyuan";
    private static final String SALES = "lin.zhixia";
    private static final String OUTSIDER = "tang.yi";
    private static final String WEST = "wu.siqi";
    private static final List<String> PEOPLE = List.of(ADMINISTRATOR, HEAD, SALES, OUTSIDER);
    private static final Map<String, String> CUSTOMERS = new HashMap<>();

    @ClassRule
    public static final Site SITE = Site.company();

    @ClassRule
    public static final Chromium CHROMIUM = new Chromium();

    @ClassRule
    public static final Pages PAGES = new Pages(SITE, CHROMIUM);

    private final String language;
    private final int width;
    private final boolean english;
    private final String phase;
    private final String name;

    public StoryJourneyTest(String language, int width) {
        this.language = language;
        this.width = width;
        this.english = language.equals("en");
        this.phase = language.substring(0, 2) + "-" + width;
        this.name = english ? "Story Works " + width + " Ltd" : "杭州故事" + width + "机械有限公司";
    }

    @Parameterized.Parameters(name = "{0} {1}")
    public static Iterable<Object[]> walks() {
        return List.<Object[]>of(walk("zh-CN", 1440), walk("zh-CN", 390), walk("en", 1440), walk("en", 390));
    }

    private static Object[] walk(String language, int width) {
        return new Object[] {language, width};
    }

    private Page as(String account) {
        return PAGES.as(account, language, width);
    }

    private int status(String account, String path) {
        return PAGES.status(as(account), path);
    }

    @Test
    public void a_beforeThePhaseNoneOfThemFindsCustomersROL2() {
        for (String account : PEOPLE) closedTo(account);
    }

    private void closedTo(String account) {
        Page page = as(account);
        assertFalse(account, menu(page).contains("/crm/customer"));
        assertEquals(account, 404, status(account, "/api/crm/customer"));
        assertEquals(account, 404, status(account, "/crm/customer"));
        assertEquals(account, language, page.getAttribute("html", "lang"));
        assertTrue(account, page.locator("main .empty h1").isVisible());
    }

    private static List<String> menu(Page page) {
        PAGES.open(page, "/");
        return page.locator("nav a").all().stream()
                .map(link -> link.getAttribute("href"))
                .toList();
    }

    @Test
    public void b_theAdministratorRehearsesAndActivatesAPhaseROL4ROL9() {
        Page page = PAGES.open(as(ADMINISTRATOR), "/rollout");
        page.click("a[href='/rollout/new']");
        page.fill("[name=name]", (english ? "Pilot " : "试点 ") + width);
        page.fill("[name=code]", phase);
        page.check("input[name=modules][value=crm]");
        Steps.choose(page, "[data-name=units]", english ? "Sales East" : "销售一部");
        page.click(".stickybar .btn.pri");
        page.waitForURL("**/rollout/" + phase);
        page.click("form[action$='/rehearse'] button");
        page.waitForSelector(".note.ok[role=status]");
        assertEquals(List.of(), PAGES.here(page));
        assertEquals(404, status(SALES, "/crm/customer"));
        step(page, "activate");
        assertEquals(200, status(SALES, "/crm/customer"));
    }

    /** A step of the phase whose page is shown, by its dialog; the first activation installs the module. */
    private void step(Page page, String step) {
        page.click("[data-target='#dlg-" + step + "']");
        page.waitForSelector("#dlg-" + step + "[open]");
        assertEquals(List.of(), PAGES.here(page));
        confirm(page, step);
    }

    private static void confirm(Page page, String step) {
        Page.WaitForSelectorOptions patient = new Page.WaitForSelectorOptions().setTimeout(60_000);
        page.click("#dlg-" + step + " .dlg-f button:not([type=button])", new Page.ClickOptions().setTimeout(60_000));
        page.waitForSelector(".toast.ok", patient);
    }

    @Test
    public void c_theSalespersonRecordsACustomerWithContactActivityAndLinkCRM1CRM2CRM8LNK2() {
        Page page = PAGES.open(as(SALES), "/");
        page.locator("nav a[href='/crm/customer']:visible").first().click();
        page.click(".acts a[href='/crm/customer/new']");
        page.waitForSelector("[name=name]");
        page.fill("[name=name]", name);
        page.fill("[name=phone]", "12");
        Steps.save(page);
        page.waitForSelector("[data-sw=errors]");
        assertTrue(page.locator("[data-sw=errors]").textContent().contains("021-62345678-801"));
        assertEquals(List.of(), PAGES.here(page));
        page.fill("[name=phone]", "0571-81006600");
        Steps.save(page);
        page.waitForSelector("h1:has-text('" + name + "')");
        String path = page.url().replaceAll("^https?://[^/]+", "").replaceAll("[?#].*$", "");
        CUSTOMERS.put(phase, path);
        page.waitForSelector("textarea[name=result]");
        page.fill("textarea[name=result]", "Story " + phase);
        page.click("form.composer button.btn");
        page.waitForSelector("ol.tl li:has-text('Story " + phase + "')");
        String contact = english ? "Shan Xue" : "单雪";
        PAGES.open(page, "/crm/contact/new?customerId=" + path.replaceAll("^.*/", ""));
        page.fill("[name=name]", contact);
        page.fill("[name=mobile]", "13800138000");
        Steps.save(page);
        page.waitForSelector("h1:has-text('" + contact + "')");
        linked(page, path);
    }

    private void linked(Page page, String path) {
        String other = name.replace("Story", "Other").replace("故事", "彼端");
        Steps.customer(PAGES, page, other);
        PAGES.open(page, path);
        if (width < 721) page.click("button[data-sw=links]");
        page.click("[data-target='#dlg-link']");
        Steps.choose(page, "#dlg-link [data-name=to]", other);
        assertEquals(List.of(), PAGES.here(page));
        page.click("#dlg-link .btn.pri");
        page.locator("#links a:has-text('" + other + "')").first().waitFor();
    }

    @Test
    public void d_theDepartmentHeadFindsItAndWorksOnItCRM7REC4() {
        Page page = PAGES.open(as(HEAD), "/crm/customer?q=" + encoded(name));
        page.click("#rows a:has-text('" + name + "')");
        page.waitForSelector("ol.tl li:has-text('Story " + phase + "')");
        String path = CUSTOMERS.get(phase);
        PAGES.open(page, path + "/edit");
        page.fill("[name=address]", "Address " + phase);
        Steps.save(page);
        page.waitForURL("**" + path);
        assertTrue(PAGES.open(page, path + "?tab=history").textContent("main").contains("Address " + phase));
    }

    @Test
    public void e_theOutsiderFindsNoTraceOfItROL2() {
        String path = CUSTOMERS.get(phase);
        closedTo(OUTSIDER);
        for (String closed :
                List.of(path, path + "/edit", "/crm/contact", "/crm/activity", "/crm/calendar", "/api" + path))
            assertEquals(closed, 404, status(OUTSIDER, closed));
        for (String search : List.of("/palette?q=", "/pick/record?q=", "/api/search?q=")) {
            Response answer = as(OUTSIDER).navigate(SITE.address() + search + encoded(name));
            assertFalse(search, answer.text().contains(path));
        }
    }

    @Test
    public void f_axeFindsNothingOnAnyPageOfAnyOfThemWEB1I18N1() {
        String path = CUSTOMERS.get(phase);
        List<String> found = new ArrayList<>();
        Map<String, List<String>> pages =
                Map.of(SALES, worked(path), HEAD, led(path), OUTSIDER, outside(), ADMINISTRATOR, kept());
        pages.forEach((account, paths) ->
                paths.forEach(one -> found.addAll(PAGES.violations(account, language, width, one))));
        assertEquals(List.of(), found);
    }

    private List<String> worked(String path) {
        return List.of(
                "/",
                "/crm/customer",
                path,
                path + "?tab=details",
                path + "?tab=files",
                "/crm/customer/new",
                "/crm/contact",
                "/crm/activity",
                "/crm/calendar",
                "/notices",
                "/me",
                "/photo/" + PAGES.id(as(SALES), "directory/person", "account", SALES));
    }

    private static List<String> led(String path) {
        return List.of(
                "/", "/crm/customer", path + "?tab=history", path + "/edit", path + "/share", path + "/hand-over");
    }

    private static List<String> outside() {
        return List.of("/", "/crm/customer", "/organisation", "/notices");
    }

    /** The administrator's pages take two of the walks: each in both languages and both widths. */
    private List<String> kept() {
        if (english != width < 721) return List.of("/", "/rollout", "/rollout/" + phase, "/admin");
        return List.of(
                "/rollout",
                "/rollout/new",
                "/rollout/" + phase,
                "/rollout/history",
                "/admin",
                "/admin/roles",
                "/admin/roles/salesperson",
                "/admin/audit",
                "/admin/access",
                "/admin/modules",
                "/admin/module/crm",
                "/admin/settings",
                "/admin/grants/salesperson",
                "/admin/jobs",
                "/me/work",
                "/organisation",
                "/organisation/move/" + unit("SE") + "?parent=" + unit("SW"),
                "/organisation/import",
                "/directory/person",
                "/directory/person/new",
                "/directory/unit");
    }

    private String unit(String code) {
        return PAGES.id(as(ADMINISTRATOR), "directory/unit", "code", code);
    }

    @Test
    public void g_wideningOpensItToSalesWestWhoSeeNoneOfTheOthersCustomersROL5() {
        Page page = PAGES.open(as(ADMINISTRATOR), "/rollout/" + phase);
        page.click("[data-target='#dlg-widen']");
        Steps.choose(page, "#dlg-widen [data-name=units]", english ? "Sales West" : "销售二部");
        assertEquals(List.of(), PAGES.here(page));
        confirm(page, "widen");
        Page west = as(WEST);
        assertTrue(menu(west).contains("/crm/customer"));
        PAGES.open(west, "/crm/customer?q=" + encoded(name));
        assertEquals(0, west.locator("a:has-text('" + name + "')").count());
        assertEquals(404, status(WEST, CUSTOMERS.get(phase)));
    }

    @Test
    public void h_rollingBackClosesItForAllAndActivatingBringsTheDataBackROL5() {
        Page page = PAGES.open(as(ADMINISTRATOR), "/rollout/" + phase);
        step(page, "rollback");
        for (String account : List.of(SALES, HEAD, WEST)) closedTo(account);
        step(PAGES.open(page, "/rollout/" + phase), "activate");
        assertEquals(200, status(SALES, CUSTOMERS.get(phase)));
        Page again = PAGES.open(as(HEAD), CUSTOMERS.get(phase) + "?tab=details");
        assertTrue(again.textContent("main").contains("Address " + phase));
        step(PAGES.open(page, "/rollout/" + phase), "rollback");
        assertEquals(List.of(), PAGES.problems());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
