package org.stepwise.crm.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Share;
import org.stepwise.kernel.api.rollout.UsageRules;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.PageTester;

/** The module's pages as the real web shows them. */
public class PagesTest {
    @ClassRule
    public static final CrmCompany COMPANY = new CrmCompany();

    private static PageTester pages;

    @BeforeClass
    public static void open() {
        pages = PageTester.on(COMPANY.kernel());
    }

    private static Document page(String account, String address) {
        PageTester.Answer answer = pages.as(account).get(address);
        assertEquals(address + ": " + answer.html().select("main").text(), 200, answer.status());
        return answer.html();
    }

    private static PageTester.Answer post(Map<String, String> fields) {
        Map<String, String> form = new HashMap<>(Map.of("status", "basic", "channel", "direct"));
        form.putAll(fields);
        return pages.as("amy").post("/crm/customer/new", form);
    }

    @Test
    @Covers("CRM-1")
    public void theFormSaysBesideEachFieldWhatIsWrong() {
        PageTester.Answer answer =
                post(Map.of("name", "", "phone", "12", "email", "x", "website", "y", "size", "magic"));
        assertEquals(422, answer.status());
        for (String field : List.of("name", "phone", "email", "website", "size")) {
            Element error = answer.html().getElementById("f-" + field + "-e");
            assertTrue(field, error != null && error.text().length() > 5);
        }
        assertEquals("12", answer.html().getElementById("f-phone").val());
    }

    @Test
    @Covers("ROL-21")
    public void theModuleShipsRulesOfUseInBothLanguages() {
        UsageRules.Edition shipped =
                COMPANY.kernel().get(UsageRules.class).shipped("crm").orElseThrow();
        assertTrue(shipped.zh(), shipped.zh().contains("# 客户资料"));
        assertTrue(shipped.en(), shipped.en().contains("# Customers"));
        assertTrue(page("amy", "/rules/crm").select(".prose h2").size() >= 3);
    }

    @Test
    @Covers("CRM-1")
    public void aRegionIsTypedAndShownWithItsProvinceAndCity() {
        PageTester.Answer made = post(Map.of("name", "苏州东晟机器人有限公司", "region", "320505"));
        assertEquals(made.text(), 303, made.status());
        String shown = pages.as("amy").follow(made).html().select("main").text();
        assertTrue(shown, shown.contains("江苏省 / 苏州市 / 虎丘区"));
        assertTrue(page("amy", "/crm/customer").select("main").text().contains("江苏省 / 苏州市 / 虎丘区"));
        PageTester.Answer typed = post(Map.of("name", "苏州西岭软件有限公司", "region", "江苏省苏州市虎丘区"));
        assertEquals(typed.html().select(".err").text(), 303, typed.status());
    }

    @Test
    @Covers("CRM-1")
    public void theRegionPickerFindsByAnyPartOfTheWay() {
        PageTester.Answer options = pages.as("amy").htmx().get("/pick/choice/crm.region?q=苏州市 虎丘");
        assertEquals("320505", options.html().select("[role=option]").first().attr("data-value"));
        Document form = page("amy", "/crm/customer/new");
        assertEquals(
                "/pick/choice/crm.region",
                form.getElementById("f-region").parent().attr("data-url"));
    }

    @Test
    @Covers("CRM-3")
    public void theFormOffersTheLevels() {
        Document form = page("amy", "/crm/customer/new");
        assertEquals(4, form.select("#f-status option:not([value=''])").size());
        assertEquals(28, form.select("#f-level option:not([value=''])").size());
    }

    @Test
    @Covers({"CRM-6", "CRM-8"})
    public void theCardShowsFiguresAndATimelineThatTakesANote() {
        RecordId customer = COMPANY.customer("amy", "Carded Company");
        COMPANY.contact("amy", customer, "Wang");
        PageTester.Answer saved = pages.as("amy")
                .post("/crm/follow", Map.of("customer", customer.toString(), "kind", "call", "result", "Wants two"));
        assertEquals(saved.text(), 303, saved.status());
        Document card = page("amy", customer.path());
        assertTrue(card.select(".kpi-v").size() + card.select("[hx-get]").size() >= 3);
        String panel = card.select("[href*=timeline], [hx-get*=timeline]").attr("href");
        Document timeline = panel.isEmpty() ? card : page("amy", customer.path() + panel.replaceFirst("^[^?]*", ""));
        assertTrue(timeline.select("main").text(), timeline.select(".tl").text().contains("Wants two"));
        assertEquals(404, pages.as("bob").get(customer.path()).status());
    }

    @Test
    @Covers({"REC-1", "REC-4", "CRM-6"})
    public void aDeletedCustomerIsReadWithoutFiguresAndWithoutANoteForm() {
        RecordId customer = COMPANY.customer("amy", "Binned Company");
        COMPANY.run(
                "amy",
                () -> COMPANY.records()
                        .delete(customer, COMPANY.records().card(customer).row().version()));
        Document card = page("amy", customer.path());
        assertTrue(card.text(), card.text().contains("Binned Company"));
        assertEquals(
                0, card.select("main [hx-get], main [data-panel], .composer").size());
        assertEquals(
                1, card.select("form[action=" + customer.path() + "/restore]").size());
        String restored =
                pages.as("amy").post(customer.path() + "/restore", Map.of()).header("Location");
        assertTrue(page("amy", restored).select("main [hx-get]").size() > 0);
    }

    @Test
    @Covers({"ACC-3", "CRM-8"})
    public void whoMayOnlyReadACustomerIsOfferedNoNoteForm() {
        RecordId customer = COMPANY.customer("amy", "Readable Company");
        Map<String, String> note = Map.of("customer", customer.toString(), "kind", "call", "result", "Mine");
        share(customer, Set.of("see"));
        assertEquals(0, page("ann", customer.path()).select(".composer").size());
        assertEquals(403, pages.as("ann").post("/crm/follow", note).status());
        share(customer, Set.of("see", "edit"));
        assertEquals(1, page("ann", customer.path()).select(".composer").size());
        assertEquals(303, pages.as("ann").post("/crm/follow", note).status());
    }

    private static void share(RecordId customer, Set<String> rights) {
        Share share = new Share(customer, COMPANY.person("ann"), "", rights, Optional.empty());
        COMPANY.run("amy", () -> COMPANY.records().share(share));
    }

    @Test
    @Covers("WEB-1")
    public void aWrongAddressIsNotSaidToBeUnsaved() {
        PageTester.Answer answer = pages.as("amy").get("/crm/calendar?month=soon");
        assertEquals(422, answer.status());
        String text = answer.html().select("main").text();
        assertTrue(text, text.contains("网址中的条件无效") || text.contains("The address asks for something"));
        assertFalse(text, text.contains("尚未保存") || text.contains("Nothing was saved"));
    }

    @Test
    @Covers("CRM-8")
    public void theCalendarBringsTheModulesStylesheet() {
        RecordId customer = COMPANY.customer("amy", "Dated Company");
        COMPANY.activity("amy", customer, "subject", "Visit", "plannedAt", "2031-05-07T09:00");
        Document calendar = page("amy", "/crm/calendar?month=2031-05");
        assertTrue(calendar.select(".crm-cal td a").text().contains("Dated Company"));
        String css = calendar.select("link[href*=crm.css]").attr("href");
        assertEquals(200, pages.as("amy").get(css).status());
        assertEquals(0, page("amy", "/").select("link[href*=crm.css]").size());
    }
}
