package org.acme.stepwise.badge.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.acme.stepwise.badge.internal.reception.VisitorsResource;
import org.jsoup.nodes.Document;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.console.ConsoleCommand;
import org.stepwise.kernel.api.console.Printed;
import org.stepwise.kernel.api.job.Jobs;
import org.stepwise.kernel.api.link.Links;
import org.stepwise.kernel.api.notice.Notice;
import org.stepwise.kernel.api.notice.Notices;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.web.RestResource;
import org.stepwise.moduletest.ModuleCompany;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.PageTester;
import org.stepwise.testkit.TestKernel;

/** Amy and Bob announce visitors in the east and west, Rita lets them in in the east. */
@Covers("SDK-1")
public class VisitTest {
    private static final String VISIT = "badge.visit";

    @ClassRule
    public static final ModuleCompany COMPANY = ModuleCompany.open("badge", "crm")
            .person("amy", "east", Roles.STAFF, Roles.SALESPERSON)
            .person("bob", "west", Roles.STAFF)
            .person("rita", "east", BadgeModule.RECEPTION);

    /** Where amy is: the day there is another one than in UTC for some hours. */
    private static LocalDate today() {
        ZoneId zone =
                COMPANY.as("amy", () -> COMPANY.get(Callers.class).current().zone());
        return LocalDate.now(COMPANY.kernel().clock().withZone(zone));
    }

    private static RecordId visit(String host, String visitor) {
        return visit(host, visitor, today());
    }

    private static RecordId visit(String host, String visitor, LocalDate day) {
        return COMPANY.create(
                host, VISIT, Map.of("visitor", visitor, "company", "Wuxi Pumps", "comesOn", day, "zone", "WORKS"));
    }

    private static Object value(RecordId visit, String field) {
        return COMPANY.card("rita", visit).row().value(field);
    }

    @Test
    public void whoAnnouncesAVisitorIsTheHostAndIsToldOfTheArrival() {
        RecordId visit = visit("amy", "Mr Told");
        assertEquals(COMPANY.idOf("amy"), value(visit, "hostId"));
        assertTrue(COMPANY.card("amy", visit).row().number().matches("B-\\d{4}-\\d{4}"));
        COMPANY.act("rita", visit, "arrive");
        TestKernel.await("amy is told", () -> told("amy").contains("Mr Told"));
        assertFalse(told("rita").contains("Mr Told"));
    }

    private static String told(String account) {
        List<Notice> notices =
                COMPANY.as(account, () -> COMPANY.get(Notices.class).mine(false, 50));
        return notices.toString();
    }

    @Test
    public void aVisitorArrivesOnceAndLeavesAfterwards() {
        RecordId visit = visit("amy", "Ms Once");
        assertThrows(Invalid.class, () -> COMPANY.act("rita", visit, "leave"));
        COMPANY.act("rita", visit, "arrive");
        assertThrows(Invalid.class, () -> COMPANY.act("rita", visit, "arrive"));
        COMPANY.act("rita", visit, "leave");
        assertTrue(value(visit, "leftAt") != null);
        Map<String, String> change = Map.of("company", "Other");
        long version = COMPANY.card("amy", visit).row().version();
        assertThrows(
                Conflict.class,
                () -> COMPANY.run("amy", () -> COMPANY.get(Records.class).update(visit, version, change)));
    }

    @Test
    public void hostsSeeTheirOwnVisitorsAndOnlyTheReceptionLetsThemIn() {
        RecordId visit = visit("amy", "Mr Hidden");
        assertThrows(NotFound.class, () -> COMPANY.card("bob", visit));
        assertThrows(Forbidden.class, () -> COMPANY.act("amy", visit, "arrive"));
        assertEquals(403, COMPANY.pages().as("amy").get("/badge/reception").status());
    }

    @Test
    public void theReceptionPageLetsInAndOut() {
        RecordId visit = visit("amy", "Ms Paged");
        PageTester.Visitor rita = COMPANY.pages().as("rita");
        assertTrue(rita.get("/badge/reception").html().text().contains("Ms Paged"));
        Map<String, String> pressed = Map.of("visit", visit.toString());
        assertEquals(303, rita.post("/badge/reception", pressed).status());
        assertTrue(value(visit, "arrivedAt") != null);
        assertEquals(303, rita.post("/badge/reception", pressed).status());
        assertTrue(value(visit, "leftAt") != null);
        assertEquals(422, rita.post("/badge/reception", pressed).status());
    }

    @Test
    public void homeShowsMyVisitorsAndACustomersCardItsOwn() {
        RecordId visit = visit("amy", "Mr Shown");
        RecordId customer = COMPANY.create("amy", "crm.customer", Map.of("name", "Wuxi Pumps", "channel", "direct"));
        COMPANY.as("amy", () -> COMPANY.get(Links.class).link(visit, customer, "related", ""));
        String widget = panel("/", "MyVisitorsWidget");
        assertTrue(widget, widget.contains("Mr Shown"));
        String panel = panel(customer.path(), "CustomerPanel");
        assertTrue(panel, panel.contains("Mr Shown"));
    }

    /** What stands in the panel, which the page fetches when it is not part of it. */
    private static String panel(String page, String name) {
        PageTester.Visitor amy = COMPANY.pages().as("amy");
        Document shown = amy.get(page).html();
        String later = shown.select("[hx-get*=" + name + "]").attr("hx-get");
        return later.isEmpty() ? shown.text() : amy.htmx().get(later).html().text();
    }

    @Test
    public void restAndConsoleListADaysVisitors() {
        visit("amy", "Ms Listed");
        VisitorsResource rest = (VisitorsResource) COMPANY.get(RestResource.class);
        COMPANY.run("amy", () -> {
            assertTrue(rest.visitors("").toString().contains("Ms Listed"));
            assertEquals(List.of(), rest.visitors("2001-01-01"));
            assertThrows(Invalid.class, () -> rest.visitors("soon"));
            Printed printed = COMPANY.get(ConsoleCommand.class).run(List.of());
            assertTrue(printed.rows().toString().contains("Ms Listed"));
        });
        COMPANY.run("bob", () -> assertEquals(List.of(), rest.visitors("")));
    }

    @Test
    public void badgesOfFormerDaysAreClosedAtNight() {
        RecordId visit = visit("amy", "Mr Forgetful", today().minusDays(2));
        COMPANY.act("rita", visit, "arrive");
        COMPANY.kernel().system(() -> COMPANY.get(Jobs.class).start("badge/endofday"));
        TestKernel.await("the badge is closed", () -> value(visit, "leftAt") != null);
    }
}
