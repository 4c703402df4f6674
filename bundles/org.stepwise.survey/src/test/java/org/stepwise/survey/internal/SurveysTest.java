package org.stepwise.survey.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
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
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.config.ConfigurationTransfer;
import org.stepwise.kernel.api.config.Item;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.OrgImport;
import org.stepwise.kernel.api.notice.Notices;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.PageTester;
import org.stepwise.testkit.TestKernel;

/** Forms to units and answers back, on each database and through the pages. */
@RunWith(Parameterized.class)
@Covers("ROL-19")
public class SurveysTest {
    private static List<Company> companies;

    /** Heads {@code hana} of hall and {@code kurt} of kitchen; {@code key} helps in the kitchen; {@code root} rolls out. */
    private static final class Company {
        final TestKernel kernel;
        private final String name;

        Company(TestKernel kernel, String name) {
            this.kernel = kernel;
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }

        void open() {
            kernel.before();
            kernel.system(() -> kernel.get(Transactions.class).run(() -> {
                long group = make("directory.unit", Map.of("code", "group", "nameZh", "集团", "kind", "GROUP"));
                person("root", Roles.ADMINISTRATOR);
                person("key", Roles.STAFF);
                unit("hall", group, person("hana", Roles.DEPARTMENT_HEAD));
                unit("kitchen", group, person("kurt", Roles.DEPARTMENT_HEAD));
                make(
                        "directory.unit",
                        Map.of("code", "attic", "nameZh", "阁楼", "kind", "DEPARTMENT", "parentId", group));
            }));
        }

        private void unit(String code, long parent, long head) {
            make(
                    "directory.unit",
                    Map.of("code", code, "nameZh", code, "kind", "DEPARTMENT", "parentId", parent, "headId", head));
        }

        private long person(String account, String role) {
            long id = make(
                    "directory.person", Map.of("account", account, "name", account, "state", "ACTIVE", "locale", "en"));
            kernel.get(Directory.class).grantRole(role, id, Set.of());
            return id;
        }

        private long make(String type, Map<String, Object> values) {
            return kernel.get(Records.class).create(type, values).id();
        }
    }

    @Parameterized.Parameters(name = "{0}")
    public static List<Company> databases() {
        companies = new ArrayList<>(List.of(new Company(TestKernel.onDerby(), "Derby")));
        if (TestKernel.postgres().isPresent()) companies.add(new Company(TestKernel.fresh(), "PostgreSQL"));
        return companies;
    }

    @BeforeClass
    public static void open() {
        companies.forEach(Company::open);
    }

    @AfterClass
    public static void close() {
        companies.forEach(company -> company.kernel.after());
    }

    private final Company company;
    private final Surveys surveys;
    /** Of this test alone: sessions end when another one lets days pass. */
    private final PageTester pages;

    public SurveysTest(Company company) {
        this.company = company;
        this.surveys = company.kernel.get(Surveys.class);
        this.pages = PageTester.on(company.kernel);
    }

    private <T> T as(String account, Supplier<T> work) {
        return company.kernel.as(account, work);
    }

    private Round send(String form, String answerer, int days, String... units) {
        LocalDate due = surveys.today().plusDays(days);
        return as("root", () -> surveys.send(new Surveys.Sending(form, Set.of(units), answerer, due, "")));
    }

    private Sheet only(String account, Round round) {
        return as(account, () -> surveys.mine()).stream()
                .filter(sheet -> sheet.round() == round.id())
                .findFirst()
                .orElseThrow();
    }

    private static Answers answers(Object... pairs) {
        return new Answers(Item.of(pairs));
    }

    private static Answers expenses() {
        return answers("expenses", List.of(Map.of("name", "Travel", "limit", "500")), "budget", "yes");
    }

    private List<String> notices(String account) {
        return as(account, () -> company.kernel.get(Notices.class).mine(true, 50)).stream()
                .map(one -> one.text())
                .toList();
    }

    @Test
    public void aFormIsSentAnsweredHandedInGivenBackAndHandedInAgain() {
        Round round = send("expenses", "", 5, "hall", "kitchen");
        Sheet sheet = only("hana", round);
        assertEquals(Sheet.State.OPEN, sheet.state());
        assertFalse(notices("hana").isEmpty());
        Sheet draft = as("hana", () -> surveys.save(sheet.id(), sheet.version(), answers("budget", "no")));
        assertEquals(Sheet.State.DRAFT, draft.state());
        Sheet handed = as("hana", () -> surveys.handIn(sheet.id(), draft.version(), expenses()));
        assertTrue(handed.handedIn());
        assertEquals("Travel", handed.answers().rows("expenses").get(0).text("name"));
        assertEquals(1, as("root", () -> surveys.standing(round)).handedIn());
        Conflict late = assertThrows(
                Conflict.class, () -> as("hana", () -> surveys.save(sheet.id(), handed.version(), expenses())));
        assertEquals("survey.problem.handedIn", late.key());
        Sheet back = as("root", () -> surveys.giveBack(sheet.id(), handed.version(), "Which limits?"));
        assertEquals("Which limits?", back.remark());
        assertEquals(handed.answers(), back.answers());
        assertTrue(as("hana", () -> surveys.handIn(sheet.id(), back.version(), expenses()))
                .handedIn());
        assertEquals(2, as("root", () -> surveys.standing(round)).units());
    }

    @Test
    public void onlyThoseWhoAnswerAndTheTeamSeeASheet() {
        Round round = send("assets", "key", 5, "kitchen");
        Sheet sheet = only("key", round);
        assertEquals(sheet.id(), only("kurt", round).id());
        assertEquals(
                sheet.id(), as("root", () -> surveys.open(sheet.id())).sheet().id());
        assertFalse(as("root", () -> surveys.open(sheet.id())).writes());
        assertThrows(NotFound.class, () -> as("hana", () -> surveys.open(sheet.id())));
        assertThrows(Forbidden.class, () -> as("hana", () -> surveys.round(round.id())));
        assertThrows(Forbidden.class, () -> as("root", () -> surveys.save(sheet.id(), sheet.version(), Answers.NONE)));
        assertThrows(Forbidden.class, () -> as("key", () -> surveys.giveBack(sheet.id(), sheet.version(), "no")));
        assertThrows(
                Forbidden.class,
                () -> as(
                        "key",
                        () -> surveys.send(new Surveys.Sending("assets", Set.of("hall"), "", surveys.today(), ""))));
        for (String path : List.of("/survey/sheet/" + sheet.id(), "/survey/round/" + round.id())) {
            int status = pages.as("hana").get(path).status();
            assertTrue(path + " " + status, status == 404 || status == 403);
        }
        as("root", () -> surveys.pass(sheet.id(), "hana"));
        assertEquals(sheet.id(), only("hana", round).id());
    }

    @Test
    public void whatCannotBeSentIsSaidAndNothingIsSent() {
        int before = as("root", () -> surveys.rounds()).size();
        assertEquals(
                "survey.problem.noHead",
                assertThrows(Invalid.class, () -> send("flows", "", 5, "hall", "attic"))
                        .violations()
                        .get(0)
                        .code());
        assertThrows(NotFound.class, () -> send("flows", "", 5, "hal"));
        assertThrows(NotFound.class, () -> send("flow", "", 5, "hall"));
        assertThrows(NotFound.class, () -> send("flows", "keyy", 5, "hall"));
        assertThrows(Invalid.class, () -> send("flows", "", -1, "hall"));
        assertThrows(Invalid.class, () -> send("flows", "", 5));
        assertEquals(before, as("root", () -> surveys.rounds()).size());
    }

    @Test
    public void whatCannotBeHandedInIsKeptAsADraft() {
        Round round = send("expenses", "", 5, "hall");
        Sheet sheet = only("hana", round);
        String path = "/survey/sheet/" + sheet.id();
        Map<String, String> form = new HashMap<>();
        form.put("version", "" + sheet.version());
        form.put("step", "hand");
        form.put("a.expenses.1.limit", "much");
        form.put("a.budget", "yes");
        Document page = pages.as("hana").post(path, form).html();
        assertTrue(page.text(), page.select("[role=alert]").text().contains("draft"));
        assertEquals(2, page.select(".err").size());
        Sheet kept = only("hana", round);
        assertEquals(Sheet.State.DRAFT, kept.state());
        assertEquals("much", kept.answers().rows("expenses").get(0).text("limit"));
        form.put("version", "" + kept.version());
        form.put("a.expenses.0.name", "Travel");
        form.put("a.expenses.1.name", "Meals");
        form.put("a.expenses.1.limit", "80.5");
        assertEquals("/survey", pages.as("hana").post(path, form).header("Location"));
        assertTrue(only("hana", round).handedIn());
        assertEquals(2, only("hana", round).answers().rows("expenses").size());
    }

    @Test
    public void ofTwoWhoSaveNeitherLosesAnything() {
        Round round = send("expenses", "key", 5, "kitchen");
        Sheet sheet = only("key", round);
        String path = "/survey/sheet/" + sheet.id();
        as(
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
        assertEquals("no", only("key", round).answers().text("budget"));
        String version = page.select("input[name=version]").first().val();
        assertEquals(
                path,
                pages.as("key")
                        .post(path, Map.of("version", version, "step", "save", "a.budget", "yes"))
                        .header("Location"));
        assertEquals("yes", only("key", round).answers().text("budget"));
        assertThrows(Conflict.class, () -> as("kurt", () -> surveys.save(sheet.id(), sheet.version(), Answers.NONE)));
    }

    @Test
    public void whatIsDueOrLateIsRemindedOfButNotEveryDay() {
        Round round = send("projects", "", 10, "kitchen");
        Sheet sheet = only("kurt", round);
        company.kernel.system(() -> drain());
        int before = notices("kurt").size();
        company.kernel.clock().advance(Duration.ofDays(8));
        company.kernel.system(() -> drain());
        List<String> reminded = notices("kurt");
        assertTrue(
                reminded.toString(),
                reminded.stream().anyMatch(one -> one.contains("due on") || one.contains("due soon")));
        assertTrue(reminded.size() >= before);
        assertEquals(0, (int) company.kernel.system(() -> surveys.remind()));
        company.kernel.clock().advance(Duration.ofDays(4));
        company.kernel.system(() -> drain());
        assertTrue(
                notices("kurt").toString(),
                notices("kurt").stream().anyMatch(one -> one.contains("was due") || one.contains("overdue")));
        assertTrue(as("root", () -> surveys.standing(round)).late());
        as(
                "kurt",
                () -> surveys.handIn(
                        sheet.id(), sheet.version(), answers("projects", List.of(Map.of("name", "Oven")))));
        company.kernel.clock().advance(Duration.ofDays(4));
        company.kernel.system(() -> drain());
        assertFalse(as("root", () -> surveys.standing(round)).late());
    }

    private int drain() {
        int all = 0;
        for (int some = surveys.remind(); some > 0; some = surveys.remind()) all += some;
        return all;
    }

    @Test
    @Covers({"ROL-19", "CFG-1"})
    public void formsAreEditedAndCarriedOverAsConfiguration() {
        Forms forms = company.kernel.get(Forms.class);
        Item own = Item.of(
                "nameZh",
                "工具",
                "nameEn",
                "Tools",
                "introZh",
                "",
                "introEn",
                "",
                "questions",
                List.of(Map.of("key", "tools", "kind", "text", "zh", "工具", "required", "true")));
        assertThrows(
                Forbidden.class,
                () -> as("key", () -> {
                    forms.change("tools", own);
                    return true;
                }));
        Item wrong = Item.of("nameZh", "", "questions", List.of(Map.of("key", "1", "kind", "tabel", "zh", "")));
        Invalid refused = assertThrows(
                Invalid.class,
                () -> as("root", () -> {
                    forms.change("Tools!", wrong);
                    return true;
                }));
        assertEquals(5, refused.violations().size());
        Document page = pages.as("root")
                .post("/survey/form/expenses", Map.of("yaml", "nameZh: [费用"))
                .html();
        assertTrue(page.text(), page.select("[role=alert]").text().contains("Line 1"));
        as("root", () -> {
            forms.change("tools", own);
            return true;
        });
        ConfigurationTransfer transfer = company.kernel.get(ConfigurationTransfer.class);
        String document = as("root", () -> transfer.export(Set.of("survey-forms")));
        assertTrue(document, document.contains("Tools"));
        String other = as("root", () -> transfer.document(Map.of("survey-forms", Map.of("expenses", own))));
        ConfigurationTransfer.Import made = as(
                "root",
                () -> transfer.apply(other, ConfigurationTransfer.Choice.ADDING, "")
                        .orElseThrow());
        assertEquals(ConfigurationTransfer.Kind.CHANGED, made.changes().get(0).kind());
        as("root", () -> transfer.undo(made.id()));
        assertEquals(
                2,
                as("root", () -> Form.of("expenses", forms.definition("expenses")))
                        .questions()
                        .size());
    }

    @Test
    @Covers({"ROL-19", "CFG-1"})
    public void answersThatHaveAPlaceGoOverWithTheDifferenceShown() throws Exception {
        Forms forms = company.kernel.get(Forms.class);
        Map<String, Object> rows = Map.of(
                "key",
                "kinds",
                "kind",
                "table",
                "zh",
                "培训",
                "goes",
                "directory.trainingKind",
                "columns",
                List.of(
                        Map.of("key", "code", "kind", "text", "zh", "编码"),
                        Map.of("key", "zh", "kind", "text", "zh", "中文"),
                        Map.of("key", "en", "kind", "text", "zh", "英文")));
        as("root", () -> {
            forms.change("kinds", Item.of("nameZh", "培训种类", "questions", List.of(rows)));
            return true;
        });
        Round round = send("kinds", "", 5, "hall");
        Sheet sheet = only("hana", round);
        Item climbing = Item.of("code", "climbing", "zh", "攀登", "en", "Climbing");
        as("hana", () -> surveys.handIn(sheet.id(), sheet.version(), answers("kinds", List.of(climbing))));
        Document page = pages.as("root").get("/survey/round/" + round.id()).html();
        String document = page.select("textarea[name=document]").text();
        Document looked = pages.as("root")
                .post(
                        "/admin/configuration",
                        Map.of(
                                "document",
                                page.select("textarea[name=document]").first().wholeText(),
                                "step",
                                "difference"))
                .html();
        assertTrue(document, looked.text().contains("directory.trainingKind/climbing"));
        Round organisation = send("organisation", "", 5, "hall");
        Sheet units = only("hana", organisation);
        Item cellar = Item.of("code", "cellar", "parent", "hall", "name_zh", "地窖");
        as(
                "hana",
                () -> surveys.handIn(units.id(), units.version(), answers("people", "12", "units", List.of(cellar))));
        byte[] csv = pages.as("root")
                .get("/survey/round/" + organisation.id() + "/units.csv")
                .content();
        OrgImport reader = company.kernel.get(OrgImport.class);
        assertEquals(
                1,
                as("root", () -> reader.read(new ByteArrayInputStream(csv), "units.csv", true))
                        .created());
    }

    @Test
    public void answersAreExportedAndFormsAreForPaperToo() {
        Round round = send("flows", "", 5, "hall");
        PageTester.Answer workbook = pages.as("root").get("/survey/round/" + round.id() + "/answers.xlsx");
        assertEquals(200, workbook.status());
        assertEquals('P', workbook.content()[0]);
        PageTester.Answer paper = pages.as("root").get("/survey/form/flows/blank.pdf");
        assertEquals(200, paper.status());
        assertTrue(paper.text().startsWith("%PDF"));
        assertEquals(
                403,
                pages.as("hana")
                        .get("/survey/round/" + round.id() + "/answers.xlsx")
                        .status());
    }

    @Test
    public void thePagesShowWhatOneHasToDo() {
        Round round = send("folders", "", 5, "hall");
        Document mine = pages.as("hana").get("/survey").html();
        assertTrue(mine.text(), mine.text().contains("Folders"));
        assertEquals(0, mine.select("a[href^=/survey/send]").size());
        Document all = pages.as("root").get("/survey").html();
        assertTrue(all.select("a[href^=/survey/send]").size() >= 7);
        assertEquals(200, pages.as("root").get("/survey/send?form=folders").status());
        assertEquals(200, pages.as("root").get("/survey/form/folders").status());
        assertEquals(403, pages.as("hana").get("/survey/send?form=folders").status());
        SurveyResource rest = new SurveyResource(surveys, company.kernel.get(Forms.class));
        assertTrue(as("hana", rest::mine).stream().anyMatch(one -> one.round().equals("" + round.id())));
    }
}
