package org.stepwise.survey.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.stepwise.survey.internal.SurveyCompany.answers;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.PageTester;

/** Forms to units and answers back, on each database and through the pages. */
@RunWith(Parameterized.class)
@Covers("ROL-19")
public class SurveysTest {
    private static final List<SurveyCompany> COMPANIES = SurveyCompany.onEachDatabase();
    private final SurveyCompany company;
    private final Surveys surveys;
    private final Reminders reminders;
    /** Of this test alone: sessions end when another one lets days pass. */
    private final PageTester pages;

    public SurveysTest(SurveyCompany company) {
        this.company = company;
        this.surveys = company.surveys();
        this.reminders = company.kernel.get(Reminders.class);
        this.pages = PageTester.on(company.kernel);
    }

    @Parameterized.Parameters(name = "{0}")
    public static List<SurveyCompany> databases() {
        return COMPANIES;
    }

    @BeforeClass
    public static void open() {
        COMPANIES.forEach(SurveyCompany::open);
    }

    @AfterClass
    public static void close() {
        COMPANIES.forEach(SurveyCompany::close);
    }

    private static Answers expenses() {
        return answers("expenses", List.of(Map.of("name", "Travel", "limit", "500")), "budget", "yes");
    }

    @Test
    public void aFormIsSentAnsweredHandedInGivenBackAndHandedInAgain() {
        Round round = company.send("expenses", "", 5, "hall", "kitchen");
        Sheet sheet = company.only("hana", round);
        assertEquals(Sheet.State.OPEN, sheet.state());
        assertFalse(company.notices("hana").isEmpty());
        Sheet draft = company.as("hana", () -> surveys.save(sheet.id(), sheet.version(), answers("budget", "no")));
        assertEquals(Sheet.State.DRAFT, draft.state());
        Sheet handed = company.as("hana", () -> surveys.handIn(sheet.id(), draft.version(), expenses()));
        assertTrue(handed.handedIn());
        assertEquals("Travel", handed.answers().rows("expenses").get(0).text("name"));
        assertEquals(1, company.as("root", () -> surveys.standing(round)).handedIn());
        Conflict late = assertThrows(
                Conflict.class, () -> company.as("hana", () -> surveys.save(sheet.id(), handed.version(), expenses())));
        assertEquals("survey.problem.handedIn", late.key());
        Sheet back = company.as("root", () -> surveys.giveBack(sheet.id(), handed.version(), "Which limits?"));
        assertEquals("Which limits?", back.remark());
        assertEquals(handed.answers(), back.answers());
        assertTrue(company.as("hana", () -> surveys.handIn(sheet.id(), back.version(), expenses()))
                .handedIn());
        assertEquals(2, company.as("root", () -> surveys.standing(round)).units());
    }

    @Test
    public void onlyThoseWhoAnswerAndTheTeamSeeASheet() {
        Round round = company.send("assets", "key", 5, "kitchen");
        Sheet sheet = company.only("key", round);
        assertEquals(sheet.id(), company.only("kurt", round).id());
        assertEquals(
                sheet.id(),
                company.as("root", () -> surveys.open(sheet.id())).sheet().id());
        assertFalse(company.as("root", () -> surveys.open(sheet.id())).writes());
        assertThrows(NotFound.class, () -> company.as("hana", () -> surveys.open(sheet.id())));
        assertThrows(Forbidden.class, () -> company.as("hana", () -> surveys.round(round.id())));
        assertThrows(
                Forbidden.class,
                () -> company.as("root", () -> surveys.save(sheet.id(), sheet.version(), Answers.NONE)));
        assertThrows(
                Forbidden.class, () -> company.as("key", () -> surveys.giveBack(sheet.id(), sheet.version(), "no")));
        assertThrows(
                Forbidden.class,
                () -> company.as(
                        "key",
                        () -> surveys.send(new Surveys.Sending("assets", Set.of("hall"), "", surveys.today(), ""))));
        for (String path : List.of("/survey/sheet/" + sheet.id(), "/survey/round/" + round.id())) {
            int status = pages.as("hana").get(path).status();
            assertTrue(path + " " + status, status == 404 || status == 403);
        }
        company.as("root", () -> surveys.pass(sheet.id(), "hana"));
        assertEquals(sheet.id(), company.only("hana", round).id());
    }

    @Test
    public void whatCannotBeSentIsSaidAndNothingIsSent() {
        int before = company.as("root", () -> surveys.rounds()).size();
        assertEquals(
                "survey.problem.noHead",
                assertThrows(Invalid.class, () -> company.send("flows", "", 5, "hall", "attic"))
                        .violations()
                        .get(0)
                        .code());
        assertThrows(NotFound.class, () -> company.send("flows", "", 5, "hal"));
        assertThrows(NotFound.class, () -> company.send("flow", "", 5, "hall"));
        assertThrows(NotFound.class, () -> company.send("flows", "keyy", 5, "hall"));
        assertThrows(Invalid.class, () -> company.send("flows", "", -1, "hall"));
        assertThrows(Invalid.class, () -> company.send("flows", "", 5));
        assertEquals(before, company.as("root", () -> surveys.rounds()).size());
    }

    @Test
    public void whatCannotBeHandedInIsKeptAsADraft() {
        Round round = company.send("expenses", "", 5, "hall");
        Sheet sheet = company.only("hana", round);
        String path = "/survey/sheet/" + sheet.id();
        Map<String, String> form = new HashMap<>();
        form.put("version", "" + sheet.version());
        form.put("step", "hand");
        form.put("a.expenses.1.limit", "much");
        form.put("a.budget", "yes");
        Document page = pages.as("hana").post(path, form).html();
        assertTrue(page.text(), page.select("[role=alert]").text().contains("draft"));
        assertEquals(2, page.select(".err").size());
        Sheet kept = company.only("hana", round);
        assertEquals(Sheet.State.DRAFT, kept.state());
        assertEquals("much", kept.answers().rows("expenses").get(0).text("limit"));
        form.put("version", "" + kept.version());
        form.put("a.expenses.0.name", "Travel");
        form.put("a.expenses.1.name", "Meals");
        form.put("a.expenses.1.limit", "80.5");
        assertEquals("/survey", pages.as("hana").post(path, form).header("Location"));
        assertTrue(company.only("hana", round).handedIn());
        assertEquals(2, company.only("hana", round).answers().rows("expenses").size());
    }

    @Test
    public void ofTwoWhoSaveNeitherLosesAnything() {
        Round round = company.send("expenses", "key", 5, "kitchen");
        Sheet sheet = company.only("key", round);
        String path = "/survey/sheet/" + sheet.id();
        company.as(
                "kurt",
                () -> surveys.save(
                        sheet.id(),
                        sheet.version(),
                        answers("budget", "no", "expenses", List.of(Map.of("name", "Knives")))));
        Map<String, String> form = Map.of("version", "" + sheet.version(), "step", "save", "a.budget", "yes");
        Document page = pages.as("key").post(path, form).html();
        assertTrue(page.text(), page.text().contains("kurt saved this sheet meanwhile"));
        assertTrue(page.text(), page.text().contains("Knives"));
        assertEquals(
                "yes", page.select("select[name=a.budget] option[selected]").val());
        assertEquals("no", company.only("key", round).answers().text("budget"));
        String version = page.select("input[name=version]").first().val();
        assertEquals(
                path,
                pages.as("key")
                        .post(path, Map.of("version", version, "step", "save", "a.budget", "yes"))
                        .header("Location"));
        assertEquals("yes", company.only("key", round).answers().text("budget"));
        assertThrows(
                Conflict.class,
                () -> company.as("kurt", () -> surveys.save(sheet.id(), sheet.version(), Answers.NONE)));
    }

    @Test
    public void whatIsDueOrLateIsRemindedOfButNotEveryDay() {
        Round round = company.send("projects", "", 10, "kitchen");
        Sheet sheet = company.only("kurt", round);
        company.kernel.system(() -> drain());
        int before = company.notices("kurt").size();
        company.kernel.clock().advance(Duration.ofDays(8));
        company.kernel.system(() -> drain());
        List<String> reminded = company.notices("kurt");
        assertTrue(
                reminded.toString(),
                reminded.stream().anyMatch(one -> one.contains("due on") || one.contains("due soon")));
        assertTrue(reminded.size() >= before);
        assertEquals(0, (int) company.kernel.system(() -> reminders.remind()));
        company.kernel.clock().advance(Duration.ofDays(4));
        company.kernel.system(() -> drain());
        assertTrue(
                company.notices("kurt").toString(),
                company.notices("kurt").stream().anyMatch(one -> one.contains("was due") || one.contains("overdue")));
        assertTrue(company.as("root", () -> surveys.standing(round)).late());
        company.as(
                "kurt",
                () -> surveys.handIn(
                        sheet.id(), sheet.version(), answers("projects", List.of(Map.of("name", "Oven")))));
        company.kernel.clock().advance(Duration.ofDays(4));
        company.kernel.system(() -> drain());
        assertFalse(company.as("root", () -> surveys.standing(round)).late());
    }

    @Test
    public void whatIsHandedInIsPassedToNobody() {
        Round round = company.send("expenses", "", 5, "kitchen");
        Sheet sheet = company.only("kurt", round);
        company.as("kurt", () -> surveys.handIn(sheet.id(), sheet.version(), expenses()));
        assertThrows(Conflict.class, () -> company.as("root", () -> surveys.pass(sheet.id(), "key")));
        assertEquals(sheet.person(), company.only("kurt", round).person());
    }

    @Test
    public void dueDatesAndRemindersAreRulesOfTheCompany() {
        Round round = company.send("assets", "", 30, "kitchen");
        company.kernel.system(() -> drain());
        assertFalse(reminded(round));
        assertEquals(surveys.today().plusDays(14), surveys.dueByRule());
        rule("dueDays", "21");
        rule("warnDays", "30");
        try {
            assertEquals(surveys.today().plusDays(21), surveys.dueByRule());
            company.kernel.system(() -> drain());
            assertTrue(reminded(round));
            assertThrows(Invalid.class, () -> rule("everyDays", "0"));
        } finally {
            Settings settings = company.kernel.get(Settings.class);
            company.as("root", () -> {
                settings.reset("survey.surveyRules.dueDays", 0);
                settings.reset("survey.surveyRules.warnDays", 0);
                return true;
            });
        }
    }

    private void rule(String name, String value) {
        company.as("root", () -> {
            company.kernel.get(Settings.class).set("survey.surveyRules." + name, 0, value);
            return true;
        });
    }

    private boolean reminded(Round round) {
        return company.kernel
                        .get(Transactions.class)
                        .sql()
                        .number(
                                "select count(*) from survey_sheet where round_id = ? and reminded_on is not null",
                                round.id())
                > 0;
    }

    private int drain() {
        int all = 0;
        for (int some = reminders.remind(); some > 0; some = reminders.remind()) all += some;
        return all;
    }

    @Test
    public void thePagesShowWhatOneHasToDo() {
        Round round = company.send("folders", "", 5, "hall");
        Document mine = pages.as("hana").get("/survey").html();
        assertTrue(mine.text(), mine.text().contains("Folders"));
        assertEquals(0, mine.select("a[href^=/survey/send]").size());
        Document all = pages.as("root").get("/survey").html();
        assertTrue(all.select("a[href^=/survey/send]").size() >= 7);
        assertEquals(200, pages.as("root").get("/survey/send?form=folders").status());
        assertEquals(200, pages.as("root").get("/survey/form/folders").status());
        assertEquals(403, pages.as("hana").get("/survey/send?form=folders").status());
        SurveyResource rest = new SurveyResource(surveys, company.kernel.get(Forms.class));
        assertTrue(company.as("hana", rest::mine).stream()
                .anyMatch(one -> one.round().equals("" + round.id())));
    }
}
