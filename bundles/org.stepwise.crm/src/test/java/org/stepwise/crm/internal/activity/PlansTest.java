package org.stepwise.crm.internal.activity;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.crm.internal.CrmCompany;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.calendar.WorkingCalendar;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.job.Jobs;
import org.stepwise.kernel.api.notice.Notice;
import org.stepwise.kernel.api.notice.Notices;
import org.stepwise.kernel.api.setting.Choices;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.TestKernel;

@Covers("CRM-8")
public class PlansTest {
    @ClassRule
    public static final CrmCompany COMPANY = new CrmCompany();

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static Instant now() {
        return COMPANY.kernel().clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static RecordId plan(String account, RecordId customer, String subject, Instant when) {
        return COMPANY.activity(account, customer, "subject", subject, "plannedAt", when);
    }

    private static void runReminders() {
        Jobs jobs = COMPANY.get(Jobs.class);
        long run = COMPANY.kernel().system(() -> jobs.start("crm/reminders"));
        TestKernel.await(
                "reminders are sent",
                () -> COMPANY.kernel().system(() -> jobs.run(run)).orElseThrow().state() == Jobs.State.DONE,
                () -> COMPANY.kernel().system(() -> jobs.run(run)).toString());
    }

    private static long reminders(String account, String subject) {
        return COMPANY.as(account, () -> COMPANY.get(Notices.class).mine(false, 100)).stream()
                .map(Notice::text)
                .filter(text -> text.contains(subject))
                .count();
    }

    @Test
    public void aPlanIsRemindedOfExactlyOnce() {
        RecordId customer = COMPANY.customer("amy", "Reminded Company");
        RecordId soon = plan("amy", customer, "Soon planned", now().plus(30, ChronoUnit.MINUTES));
        plan("amy", customer, "Far away", now().plus(3, ChronoUnit.HOURS));
        COMPANY.activity("amy", customer, "result", "Already done");
        runReminders();
        runReminders();
        assertEquals(1, reminders("amy", "Soon planned"));
        assertEquals(0, reminders("amy", "Far away"));
        assertEquals(0, reminders("amy", "Already done"));
        assertEquals(0, reminders("lead", "Soon planned"));
        COMPANY.update("amy", soon, "plannedAt", now().plus(50, ChronoUnit.MINUTES));
        runReminders();
        assertEquals(2, reminders("amy", "Soon planned"));
    }

    private static void unitSets(String unit, String rule, String value) {
        Settings settings = COMPANY.get(Settings.class);
        long scope = COMPANY.get(Directory.class).requireUnit(unit).id();
        COMPANY.kernel().system(() -> {
            if (value.isEmpty()) settings.reset("crm.activityRules." + rule, scope);
            else settings.set("crm.activityRules." + rule, scope, value);
        });
    }

    @Test
    public void aUnitIsRemindedAsEarlyAsItsOwnSettingSays() {
        Instant later = now().plus(4, ChronoUnit.HOURS);
        plan("bob", COMPANY.customer("bob", "Early Company"), "Early in the west", later);
        plan("amy", COMPANY.customer("amy", "Usual Company"), "Usual in the east", later);
        unitSets("west", "remindMinutes", "300");
        runReminders();
        assertEquals(1, reminders("bob", "Early in the west"));
        assertEquals("the others keep the company's hour", 0, reminders("amy", "Usual in the east"));
        unitSets("west", "remindMinutes", "");
        unitSets("western", "remindMinutes", "200");
        plan("bob", COMPANY.customer("bob", "Segment Company"), "As the segment says", now().plus(3, ChronoUnit.HOURS));
        runReminders();
        assertEquals("a unit without one has its segment's", 1, reminders("bob", "As the segment says"));
        unitSets("western", "remindMinutes", "");
    }

    @Test
    public void aResultMayBeChangedAsLongAsItsUnitSays() {
        RecordId east = COMPANY.activity("amy", COMPANY.customer("amy", "Strict Company"), "result", "Said");
        RecordId west = COMPANY.activity("bob", COMPANY.customer("bob", "Mild Company"), "result", "Said");
        unitSets("east", "alterableHours", "0");
        COMPANY.kernel().clock().advance(Duration.ofMinutes(1));
        assertTrue(COMPANY.card("amy", east).locked().isPresent());
        assertFalse(COMPANY.card("bob", west).locked().isPresent());
        unitSets("east", "alterableHours", "");
        assertFalse(COMPANY.card("amy", east).locked().isPresent());
    }

    private static CalendarPage.Model calendar(String account, Map<String, String> params) {
        CalendarPage page = new CalendarPage(
                new Feed(COMPANY.records(), COMPANY.get(Choices.class)),
                COMPANY.get(WorkingCalendar.class),
                COMPANY.kernel().clock());
        return COMPANY.as(account, () -> {
            Visitor visitor = new Visitor(COMPANY.get(Callers.class).current(), params);
            return (CalendarPage.Model) page.get(visitor).model();
        });
    }

    private static List<String> on(CalendarPage.Model model, LocalDate date) {
        return model.weeks().stream()
                .flatMap(List::stream)
                .filter(day -> day.date().equals(date))
                .flatMap(day -> day.entries().stream())
                .map(Feed.Entry::subject)
                .toList();
    }

    @Test
    public void theCalendarShowsAMonthOfOnesOwnPlans() {
        LocalDate day = LocalDate.of(2031, 3, 12);
        Instant noon = day.atTime(12, 0).atZone(ZONE).toInstant();
        plan("amy", COMPANY.customer("amy", "Spring Company"), "Amys visit", noon);
        plan("ann", COMPANY.customer("ann", "Summer Company"), "Anns visit", noon);
        CalendarPage.Model model = calendar("amy", Map.of("month", "2031-03"));
        assertEquals(List.of("Amys visit"), on(model, day));
        assertEquals("2031-02", model.before());
        assertEquals("2031-04", model.after());
        assertEquals(LocalDate.of(2031, 2, 24), model.weeks().get(0).get(0).date());
        assertEquals(6, model.weeks().size());
        assertEquals(7, model.weekdays().size());
        assertFalse(model.weeks().get(0).get(0).inMonth());
    }

    @Test
    public void theManagerSeesTheTeamsPlans() {
        LocalDate day = LocalDate.of(2032, 3, 10);
        Instant noon = day.atTime(12, 0).atZone(ZONE).toInstant();
        plan("amy", COMPANY.customer("amy", "Team Company"), "Amys visit", noon);
        plan("ann", COMPANY.customer("ann", "Second Team Company"), "Anns visit", noon);
        plan("bob", COMPANY.customer("bob", "Western Team Company"), "Bobs visit", noon);
        Map<String, String> team = Map.of("month", "2032-03", "of", "team");
        assertEquals(
                List.of("Amys visit", "Anns visit"),
                on(calendar("lead", team), day).stream().sorted().toList());
        assertEquals(List.of(), on(calendar("lead", Map.of("month", "2032-03")), day));
        assertEquals(List.of("Amys visit"), on(calendar("amy", team), day));
    }

    @Test
    public void aDayWithManyPlansSaysHowManyMore() {
        LocalDate day = LocalDate.of(2033, 3, 9);
        RecordId customer = COMPANY.customer("amy", "Busy Company");
        for (int hour = 8; hour < 15; hour++) {
            plan("amy", customer, "At " + hour, day.atTime(hour, 0).atZone(ZONE).toInstant());
        }
        CalendarPage.Day shown = calendar("amy", Map.of("month", "2033-03")).weeks().stream()
                .flatMap(List::stream)
                .filter(d -> d.date().equals(day))
                .findFirst()
                .orElseThrow();
        assertEquals(4, shown.entries().size());
        assertEquals(3, shown.more());
    }

    @Test
    public void aMonthThatIsNoneIsRefused() {
        assertThrows(Invalid.class, () -> calendar("amy", Map.of("month", "soon")));
    }

    @Test
    @Covers({"CRM-6", "CRM-8"})
    public void theTimelineShowsPlansAndResultsNewestFirst() {
        RecordId customer = COMPANY.customer("amy", "Lively Company");
        RecordId wang = COMPANY.contact("amy", customer, "Wang");
        COMPANY.activity(
                "amy",
                customer,
                "result",
                "First talk",
                "doneAt",
                now().minus(5, ChronoUnit.DAYS),
                "nextStep",
                "Offer");
        COMPANY.activity("amy", customer, "result", "Second talk", "contactId", wang.id());
        plan("amy", customer, "Third talk", now().plus(2, ChronoUnit.DAYS));
        TimelinePanel.Model model = timeline("amy", customer);
        assertEquals(
                List.of("Third talk", "Second talk", "First talk"),
                model.entries().stream().map(Feed.Entry::subject).toList());
        assertFalse(model.entries().get(0).done());
        assertEquals("Wang", model.entries().get(1).contact());
        assertEquals("amy", model.entries().get(1).author());
        assertEquals("Offer", model.entries().get(2).nextStep());
        assertTrue(model.mayAdd());
        assertFalse(timeline("pres", customer).mayAdd());
    }

    private static TimelinePanel.Model timeline(String account, RecordId customer) {
        TimelinePanel panel = new TimelinePanel(
                new Feed(COMPANY.records(), COMPANY.get(Choices.class)),
                COMPANY.records(),
                COMPANY.get(Choices.class),
                COMPANY.get(Settings.class));
        return COMPANY.as(account, () -> {
            Visitor visitor = new Visitor(COMPANY.get(Callers.class).current(), Map.of());
            return (TimelinePanel.Model)
                    panel.render(Optional.of(customer), visitor).orElseThrow().model();
        });
    }

    @Test
    public void overduePlansStandOnHome() {
        RecordId customer = COMPANY.customer("low", "Late Company");
        plan("low", customer, "Tomorrow", now().plus(1, ChronoUnit.DAYS));
        plan("low", customer, "Next month", now().plus(30, ChronoUnit.DAYS));
        plan("low", customer, "Missed", now().plus(1, ChronoUnit.HOURS));
        COMPANY.kernel().clock().advance(Duration.ofHours(2));
        MyPlansWidget widget = new MyPlansWidget(
                new Feed(COMPANY.records(), COMPANY.get(Choices.class)),
                COMPANY.kernel().clock());
        MyPlansWidget.Model model = COMPANY.as("low", () -> {
            Visitor visitor = new Visitor(COMPANY.get(Callers.class).current(), Map.of());
            return (MyPlansWidget.Model)
                    widget.render(Optional.empty(), visitor).orElseThrow().model();
        });
        assertEquals(
                List.of("Missed true", "Tomorrow false"),
                model.plans().stream()
                        .map(plan -> plan.entry().subject() + " " + plan.overdue())
                        .toList());
    }

    @Test
    public void aQuickEntryIsDoneNow() {
        RecordId customer = COMPANY.customer("amy", "Followed Company");
        FollowPage page = new FollowPage(COMPANY.records());
        COMPANY.run(
                "amy",
                () -> page.post(new Visitor(
                        COMPANY.get(Callers.class).current(),
                        Map.of("customer", customer.toString(), "kind", "visit", "result", "Saw the plant"))));
        Feed.Entry entry = timeline("amy", customer).entries().get(0);
        assertEquals("Saw the plant", entry.text());
        assertTrue(entry.done());
    }
}
