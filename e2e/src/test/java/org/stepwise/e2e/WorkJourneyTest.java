package org.stepwise.e2e;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.AfterClass;
import org.junit.ClassRule;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runners.MethodSorters;

/** A day's work in the browser, once the pilot is open: what people do with customers, and what may go wrong meanwhile. */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class WorkJourneyTest {
    private static final String EAST = "lin.zhixia";
    private static final String MATE = "feng.li";
    private static final String HEAD = "zhou.mingyuan";
    private static final String ADMINISTRATOR = "chen.mo";
    private static final Path SALES = Path.of("..", "examples", "import", "sales.xlsx");

    @ClassRule
    public static final Site SITE = Site.company();

    @ClassRule
    public static final Chromium CHROMIUM = new Chromium();

    @ClassRule
    public static final Pages PAGES = new Pages(SITE, CHROMIUM);

    @Test
    public void a_theFirstPageIsLightAndAsksNoOtherHostWEB2() {
        Page page = CHROMIUM.desk("zh-CN");
        List<Response> answers = new ArrayList<>();
        page.onResponse(answers::add);
        page.navigate(SITE.address() + "/");
        page.waitForSelector("input[type=password]");
        int bytes = weight(answers);
        assertTrue("sign-in: " + bytes, bytes > 5_000 && bytes <= 60_000);
        assertFalse(answers.get(0).headerValue("content-security-policy").contains("unsafe"));
        Page home = PAGES.as(EAST, "zh-CN", 1440);
        List<Response> fetched = new ArrayList<>();
        home.onResponse(fetched::add);
        home.navigate("about:blank");
        home.context().newCDPSession(home).send("Network.clearBrowserCache");
        PAGES.open(home, "/");
        bytes = weight(fetched);
        assertTrue("home: " + bytes, bytes <= 60_000);
    }

    /** Bytes of all bodies as they came, none of them from another host. */
    private static int weight(List<Response> answers) {
        for (Response answer : answers) assertTrue(answer.url(), answer.url().startsWith(SITE.address()));
        return answers.stream()
                .mapToInt(answer -> answer.request().sizes().responseBodySize)
                .sum();
    }

    @Test
    public void b_anAdministratorOpensThePilotByPageROL9() {
        Page page = PAGES.open(PAGES.as(ADMINISTRATOR), "/rollout");
        if (page.locator("a[href='/rollout/work']").count() == 0) {
            page.click("a[href='/rollout/new']");
            page.fill("[name=name]", "日常工作");
            page.fill("[name=code]", "work");
            page.check("input[name=modules][value=crm]");
            Steps.choose(page, "[data-name=units]", "销售一部");
            page.click(".stickybar .btn.pri");
            page.waitForURL("**/rollout/work");
            page.click("form[action='/rollout/work/rehearse'] button");
            page.waitForSelector("h2:has-text('演练结果')");
            page.click("[data-target='#dlg-activate']");
            page.click("#dlg-activate .btn.pri", new Page.ClickOptions().setTimeout(120_000));
            page.waitForSelector(".toast.ok", new Page.WaitForSelectorOptions().setTimeout(120_000));
        }
        assertEquals(200, PAGES.status(PAGES.as(EAST), "/crm/customer"));
        PAGES.open(page, "/rollout");
        assertEquals(1, page.locator("table.mx [aria-current=true]").count());
        assertTrue(page.locator("#detail").textContent().contains("客户"));
        PAGES.picture(page, "rollout-cell");
        PAGES.picture(PAGES.open(page, "/admin/roles/salesperson"), "roles");
    }

    @Test
    public void c_aSalesUnitIsImportedFromASpreadsheetDIR6() {
        Page page = PAGES.open(PAGES.as(ADMINISTRATOR), "/organisation/import");
        page.setInputFiles("input[type=file]", wrong());
        page.click("#import button[value=check]");
        page.waitForSelector("#outcome .note.bad");
        assertTrue(page.locator("#outcome table").textContent().contains("nobody-like-this"));
        PAGES.picture(page, "organisation-import");
        page.setInputFiles("input[type=file]", SALES);
        page.click("#import button[value=check]");
        page.waitForSelector("#outcome .note.ok");
        page.click("#outcome .note.ok .btn.pri");
        page.waitForURL("**/me/work/**", new Page.WaitForURLOptions().setTimeout(60_000));
        page.waitForSelector("#work .chip.ok", new Page.WaitForSelectorOptions().setTimeout(60_000));
        assertEquals(List.of(), PAGES.here(page));
        page.click("#work .card-f .btn.pri");
        page.waitForSelector("ul.tree:has-text('销售三部')");
        PAGES.open(page, "/organisation/import");
        page.setInputFiles("input[type=file]", SALES);
        page.click("#import button[value=check]");
        page.waitForSelector("#outcome .note.ok:has-text('新增 0 条')");
    }

    private static FilePayload wrong() {
        String rows = "account,unit,post,primary\nnobody-like-this,SE,sales,yes\n";
        return new FilePayload("positions.csv", "text/csv", rows.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    public void d_twoPeopleSaveOneRecordAndNothingIsLostREC3() {
        Page east = PAGES.as(EAST);
        String path = Steps.customer(PAGES, east, "无锡同存自动化有限公司");
        Page head = PAGES.open(PAGES.as(HEAD), path + "/edit");
        PAGES.open(east, path + "/edit");
        east.fill("[name=phone]", "0510-82700001");
        east.fill("[name=address]", "人民中路 1 号");
        Steps.save(east);
        east.waitForURL("**" + path);
        head.fill("[name=phone]", "0510-82700002");
        head.fill("[name=email]", "office@example.com");
        Steps.save(head);
        head.waitForSelector("input[type=radio][name=phone]");
        String both = head.locator("form:has(input[type=radio][name=phone])").textContent();
        assertTrue(both, both.contains("0510-82700001") && both.contains("0510-82700002"));
        assertEquals(List.of(), PAGES.here(head));
        PAGES.picture(head, "conflict");
        head.click("button:has-text('合并并保存')");
        head.waitForURL("**" + path);
        String details = PAGES.open(head, path + "?tab=details").textContent("main");
        assertTrue(details, details.contains("0510-82700002"));
        assertTrue(details, details.contains("office@example.com"));
        assertTrue(details, details.contains("人民中路 1 号"));
    }

    @Test
    public void e_aCustomerIsLinkedGivenAFileSharedDeletedAndBroughtBackLNK2REC8ACC3() {
        Page page = PAGES.as(EAST);
        String other = Steps.customer(PAGES, page, "苏州彼端仪器有限公司");
        String path = Steps.customer(PAGES, page, "苏州此端仪器有限公司");
        page.click("[data-target='#dlg-link']");
        Steps.choose(page, "#dlg-link [data-name=to]", "苏州彼端");
        page.click("#dlg-link .btn.pri");
        page.waitForSelector("#links a:has-text('苏州彼端')");
        PAGES.open(page, other).waitForSelector("#links a:has-text('苏州此端')");
        PAGES.open(page, path + "?tab=files");
        byte[] text = "会议纪要".getBytes(StandardCharsets.UTF_8);
        page.setInputFiles("input[type=file]", new FilePayload("纪要.txt", "text/plain", text));
        page.click("form[enctype] .btn");
        page.waitForSelector("td a:has-text('纪要.txt')");
        Page mate = PAGES.as(MATE);
        assertEquals(404, PAGES.status(mate, path));
        page.click(".rec-h summary");
        page.click(".rec-h a[href$='/share']");
        Steps.choose(page, "dialog[open] [data-name=principal]", "冯立");
        page.click("dialog[open] .dlg-f .btn.pri");
        page.waitForSelector(".toast.ok");
        assertEquals(200, PAGES.status(mate, path));
        PAGES.open(page, path);
        page.click(".rec-h summary");
        page.click(".rec-h form[action$='/delete'] button");
        page.waitForSelector(".toast form button");
        assertEquals(404, PAGES.status(mate, path));
        page.click(".toast form button");
        page.waitForSelector("h1:has-text('苏州此端')");
        assertEquals(200, PAGES.status(mate, path));
    }

    @Test
    public void f_manyAreChosenAndSharedAndColumnsAreChosenREC9() {
        Page page = PAGES.as(EAST);
        Steps.customer(PAGES, page, "批量一号机械有限公司");
        Steps.customer(PAGES, page, "批量二号机械有限公司");
        PAGES.open(page, "/crm/customer?q=批量");
        page.check("[data-bulk=all]");
        String chosen = page.textContent("[data-bulk=bar] [data-bulk=count]");
        assertTrue(chosen, Integer.parseInt(chosen) >= 2);
        PAGES.picture(page, "list-bulk");
        page.click("[data-bulk=bar] [data-target='#dlg-share']");
        Steps.choose(page, "#dlg-share [data-name=principal]", "冯立");
        page.click("#dlg-share .btn.pri");
        page.waitForSelector(".toast.ok");
        Page mate = PAGES.open(PAGES.as(MATE), "/crm/customer?q=批量");
        assertEquals(Integer.parseInt(chosen), mate.locator("#rows tr").count());
        page.click("[data-target='#dlg-columns']");
        page.check("#dlg-columns input[value=number]");
        page.click("#dlg-columns .dlg-f .btn.pri");
        page.waitForSelector("#rows td:has-text('C-2')");
        page.click("[data-target='#dlg-columns']");
        page.click("#dlg-columns [name=reset]");
        page.waitForSelector("#rows td:has-text('C-2')", Steps.gone());
    }

    @Test
    public void g_everythingIsReachedByKeyboardWEB1() {
        Page page = PAGES.open(PAGES.as(EAST), "/");
        page.keyboard().press("Control+k");
        page.waitForSelector("#sw-palette[open]");
        page.keyboard().type("wxtc");
        page.waitForSelector("#sw-pal [role=option]:has-text('无锡同存')");
        page.keyboard().press("Enter");
        page.waitForSelector("h1:has-text('无锡同存')");
        page.keyboard().press("e");
        page.waitForURL("**/edit");
        page.waitForSelector("[name=phone]");
        PAGES.open(page, "/crm/customer");
        page.keyboard().press("n");
        page.waitForURL("**/crm/customer/new");
        page.waitForSelector("[name=name]");
        PAGES.open(page, "/crm/customer");
        for (String key : List.of("j", "j", "k", "x")) page.keyboard().press(key);
        assertEquals("1", page.textContent("[data-bulk=bar] [data-bulk=count]"));
        page.keyboard().press("x");
        page.keyboard().press("Enter");
        page.waitForURL(url -> url.matches(".*/crm/customer/\\d+"));
        page.waitForSelector("h1");
        page.keyboard().press("/");
        page.waitForSelector("#sw-palette[open]");
        page.keyboard().press("Escape");
        page.waitForSelector("#sw-palette[open]", Steps.gone());
        page.keyboard().press("?");
        page.waitForSelector("#sw-keys[open]");
        page.keyboard().press("Escape");
        page.waitForSelector("#sw-keys[open]", Steps.gone());
        page.keyboard().press("g");
        page.keyboard().press("h");
        page.waitForURL(SITE.address() + "/");
        page.keyboard().press("n");
        page.waitForSelector("header details[open] .menu a[href='/crm/customer/new']");
    }

    @Test
    public void h_onAPhoneInEnglishACustomerIsRecordedWEB1I18N1() {
        Page page = PAGES.open(PAGES.as(MATE, "en", 390), "/crm/customer");
        assertEquals("en", page.getAttribute("html", "lang"));
        page.click(".acts .btn.pri:has-text('New Customer')");
        page.waitForSelector("[name=name]");
        page.fill("[name=name]", "Phone Works Ltd");
        Steps.save(page);
        page.waitForSelector("h1:has-text('Phone Works Ltd')");
        page.waitForSelector("textarea[name=result]");
        page.click("button[data-sw=links]");
        page.waitForSelector("#links h2");
        assertTrue(page.locator("#links").isVisible());
        PAGES.picture(page, "crm-card-phone");
        page.setViewportSize(390, 2400);
        assertEquals(List.of(), PAGES.here(page));
    }

    @Test
    public void i_aModuleThatIsSwitchedOffWhileAFormIsFilledLosesNothingROL5() {
        Page page = PAGES.open(PAGES.as(EAST), "/crm/customer/new");
        page.fill("[name=name]", "未竟之业装备有限公司");
        page.fill("[name=address]", "还没有保存的地址");
        SITE.console("stepwise:rollout-pause work");
        try {
            Steps.save(page);
            page.waitForSelector("main .empty");
            assertEquals(1, page.locator("h1").count());
        } finally {
            SITE.console("stepwise:rollout-resume work");
        }
        PAGES.open(page, "/crm/customer/new");
        page.waitForSelector("form .note[role=status]");
        assertEquals("未竟之业装备有限公司", page.inputValue("[name=name]"));
        assertEquals("还没有保存的地址", page.inputValue("[name=address]"));
        Steps.save(page);
        page.waitForSelector("h1:has-text('未竟之业')");
    }

    @Test
    public void j_anAdministratorLooksThroughAnothersEyesACC9() {
        Page page = PAGES.open(PAGES.another(ADMINISTRATOR), "/admin");
        Steps.choose(page, "[data-name=person]", "林知夏");
        page.click("form[action='/admin/view-as'] .btn");
        page.waitForSelector(".banner:has-text('林知夏')");
        assertEquals(200, PAGES.status(page, "/crm/customer"));
        page.click(".banner .btn");
        page.waitForURL(SITE.address() + "/");
        assertEquals(0, page.locator(".banner").count());
    }

    @Test
    public void k_signingOutEverywhereEndsEverySessionDIR8() {
        Page one = PAGES.another("he.chuan");
        Page other = PAGES.open(PAGES.another("he.chuan"), "/me");
        other.click("form[action='/me/sessions/end'] button");
        other.waitForURL("**/sign-in**");
        one.navigate(SITE.address() + "/");
        assertTrue(one.url(), one.url().contains("/sign-in"));
    }

    @Test
    public void l_noScriptFailedAndThePolicyForContentWasKeptWEB2() {
        assertEquals(List.of(), PAGES.problems());
    }

    @AfterClass
    public static void closed() {
        SITE.console("stepwise:rollout-rollback work");
    }
}
