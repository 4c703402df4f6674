package org.stepwise.survey.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.stepwise.survey.internal.SurveyCompany.answers;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.config.ConfigurationTransfer;
import org.stepwise.kernel.api.config.Item;
import org.stepwise.kernel.api.directory.OrgImport;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.PageTester;

/** Forms as configuration, and where their answers go, on each database. */
@RunWith(Parameterized.class)
@Covers("ROL-19")
public class SurveyFormsTest {
    private static final List<SurveyCompany> COMPANIES = SurveyCompany.onEachDatabase();
    private final SurveyCompany company;
    private final Surveys surveys;
    /** Of this test alone: sessions end when another one lets days pass. */
    private final PageTester pages;

    public SurveyFormsTest(SurveyCompany company) {
        this.company = company;
        this.surveys = company.surveys();
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
                () -> company.as("key", () -> {
                    forms.change("tools", own);
                    return true;
                }));
        Item wrong = Item.of("nameZh", "", "questions", List.of(Map.of("key", "1", "kind", "tabel", "zh", "")));
        Invalid refused = assertThrows(
                Invalid.class,
                () -> company.as("root", () -> {
                    forms.change("Tools!", wrong);
                    return true;
                }));
        assertEquals(5, refused.violations().size());
        Document page = pages.as("root")
                .post("/survey/form/expenses", Map.of("yaml", "nameZh: [费用"))
                .html();
        assertTrue(page.text(), page.select("[role=alert]").text().contains("Line 1"));
        company.as("root", () -> {
            forms.change("tools", own);
            return true;
        });
        ConfigurationTransfer transfer = company.kernel.get(ConfigurationTransfer.class);
        String document = company.as("root", () -> transfer.export(Set.of("survey-forms")));
        assertTrue(document, document.contains("Tools"));
        String other = company.as("root", () -> transfer.document(Map.of("survey-forms", Map.of("expenses", own))));
        ConfigurationTransfer.Import made = company.as(
                "root",
                () -> transfer.apply(other, ConfigurationTransfer.Choice.ADDING, "")
                        .orElseThrow());
        assertEquals(ConfigurationTransfer.Kind.CHANGED, made.changes().get(0).kind());
        company.as("root", () -> transfer.undo(made.id()));
        assertEquals(
                2,
                company.as("root", () -> Form.of("expenses", forms.definition("expenses")))
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
        company.as("root", () -> {
            forms.change("kinds", Item.of("nameZh", "培训种类", "questions", List.of(rows)));
            return true;
        });
        Round round = company.send("kinds", "", 5, "hall");
        Sheet sheet = company.only("hana", round);
        Item climbing = Item.of("code", "climbing", "zh", "攀登", "en", "Climbing");
        company.as("hana", () -> surveys.handIn(sheet.id(), sheet.version(), answers("kinds", List.of(climbing))));
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
        Round organisation = company.send("organisation", "", 5, "hall");
        Sheet units = company.only("hana", organisation);
        Item cellar = Item.of("code", "cellar", "parent", "hall", "name_zh", "地窖");
        company.as(
                "hana",
                () -> surveys.handIn(units.id(), units.version(), answers("people", "12", "units", List.of(cellar))));
        byte[] csv = pages.as("root")
                .get("/survey/round/" + organisation.id() + "/units.csv")
                .content();
        OrgImport reader = company.kernel.get(OrgImport.class);
        assertEquals(
                1,
                company.as("root", () -> reader.read(new ByteArrayInputStream(csv), "units.csv", true))
                        .created());
    }

    @Test
    public void answersAreExportedAndFormsAreForPaperToo() {
        Round round = company.send("flows", "", 5, "hall");
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
}
