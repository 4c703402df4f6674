package org.stepwise.kernel.internal.directory;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.directory.OrgImport;
import org.stepwise.kernel.api.directory.Person;
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.record.Imports;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.testkit.Covers;

@Covers("DIR-6")
public class OrgImportTest {
    @ClassRule
    public static final OrgKernel KERNEL = new OrgKernel();

    private static Map<String, String> company(String prefix) {
        return Map.of(
                "units",
                "code,parent,kind,name_zh,name_en,head,valid_from\n"
                        + prefix + "hq,,GROUP,集团,Group," + prefix + "boss,2020-01-01\n"
                        + prefix + "east," + prefix + "hq,部门,华东销售部,Sales East," + prefix + "li,2021-03-01\n"
                        + prefix + "e1," + prefix + "east,team,一组,,,\n",
                "posts",
                "code,name_zh,name_en,level\n" + prefix + "rep,销售,Sales rep,10\n" + prefix + "chief,总监,Director,50\n",
                "people",
                "account,name,email,mobile,phone,locale,time_zone,clearance\n"
                        + prefix + "boss,王总,boss@example.com,13800000000,,zh-CN,Asia/Shanghai,9\n"
                        + prefix + "li,李四,,,021-88880000,en,,3\n"
                        + prefix + "zhang,张三,,,,,,\n",
                "positions",
                "account,unit,post,primary,superior\n"
                        + prefix + "boss," + prefix + "hq," + prefix + "chief,yes,\n"
                        + prefix + "li," + prefix + "east," + prefix + "chief,yes,\n"
                        + prefix + "zhang," + prefix + "e1," + prefix + "rep,是,\n"
                        + prefix + "zhang," + prefix + "east," + prefix + "rep,no,\n");
    }

    @Test
    public void aCompanyIsImportedWithClosuresAndRoles() {
        Imports.Report report = KERNEL.load(company("a-"), false);
        assertEquals(List.of(), report.errors());
        assertEquals(12, report.rows());
        assertEquals(12, report.created());
        Person zhang = KERNEL.directory().requireAccount("a-zhang");
        assertEquals(PersonState.INVITED, zhang.state());
        assertEquals("一组", zhang.unitName());
        assertEquals(
                "a-li", KERNEL.directory().superior(zhang.id()).orElseThrow().account());
        assertEquals(Set.of("staff"), KERNEL.caller("a-zhang").roles());
        assertEquals(3, KERNEL.caller("a-li").clearance());
        assertEquals(List.of("a-hq", "a-east", "a-e1"), codes(LocalDate.now()));
        assertEquals("valid from counts for the past", List.of("a-hq"), codes(LocalDate.of(2020, 6, 1)));
    }

    private static List<String> codes(LocalDate day) {
        return KERNEL.directory().tree("main", day).stream()
                .map(Unit::code)
                .filter(code -> code.startsWith("a-"))
                .toList();
    }

    @Test
    public void importingTheSameTwiceChangesNothing() {
        KERNEL.load(company("b-"), false);
        Imports.Report again = KERNEL.load(company("b-"), false);
        assertEquals(List.of(), again.errors());
        assertEquals(0, again.created());
        assertEquals(0, again.updated());
        assertEquals(12, again.unchanged());
    }

    @Test
    public void aDryRunSaysWhatWouldHappenAndChangesNothing() {
        Imports.Report report = KERNEL.load(company("c-"), true);
        assertEquals(12, report.created());
        assertTrue(KERNEL.directory().account("c-boss").isEmpty());
    }

    @Test
    public void whatExistsIsUpdatedByCodeAndAccount() {
        KERNEL.load(company("d-"), false);
        Imports.Report report = KERNEL.load(
                Map.of(
                        "people", "account,name,mobile\nd-zhang,张三丰,\nD-LI,李四,13911112222\n",
                        "positions", "account,unit,post,primary\nd-zhang,d-hq,d-rep,yes\n"),
                false);
        assertEquals(List.of(), report.errors());
        assertEquals(3, report.updated());
        Person zhang = KERNEL.directory().requireAccount("d-zhang");
        assertEquals("张三丰", zhang.name());
        assertEquals("the primary position moved", "集团", zhang.unitName());
        assertEquals(
                "d-boss", KERNEL.directory().superior(zhang.id()).orElseThrow().account());
        assertEquals(
                2, KERNEL.tx().sql().number("select count(*) from directory_position where person_id = ?", zhang.id()));
        assertEquals(
                "a column that is not in the file stays",
                "021-88880000",
                KERNEL.tx()
                        .sql()
                        .first("select phone from directory_person where account = 'd-li'", row -> row.text(1))
                        .orElseThrow());
    }

    @Test
    public void everyBadRowIsNamedWithSheetRowColumnAndReasonAndNothingIsImported() {
        Imports.Report report = KERNEL.load(
                Map.of(
                        "units",
                        "code,parent,kind,name_zh,head,valid_from\n"
                                + "f-hq,,galaxy,集团,,\n"
                                + "f east,f-hq,TEAM,东,,\n"
                                + "f-w,f-hqq,TEAM,,nobody,31.31.2020\n"
                                + "f-hq,,GROUP,集团,,\n",
                        "posts",
                        "code,name_zh,level\nf-rep,销售,high\n",
                        "people",
                        "account,name,email,mobile,locale,time_zone,clearance\n"
                                + "f-a,甲,not an address,12,fr,Mars/Base,11\n"
                                + "f-b,乙,,,,,\n",
                        "positions",
                        "account,unit,post,primary,superior\n"
                                + "f-b,f-hq,f-rep,maybe,f-b\n"
                                + "f-b,f-hq,f-rep,no,\n"
                                + "f-c,f-hq,f-rep,yes,\n"),
                false);
        Set<String> told = report.errors().stream()
                .map(e -> e.sheet() + ":" + e.row() + ":" + e.violation().field() + ":"
                        + e.violation().code().replaceAll(".*\\.", ""))
                .collect(Collectors.toSet());
        assertEquals(
                Set.of(
                        "units.csv:2:kind:kind",
                        "units.csv:3:code:code",
                        "units.csv:4:parent:unknownLike",
                        "units.csv:4:name_zh:required",
                        "units.csv:4:head:unknown",
                        "units.csv:4:valid_from:day",
                        "units.csv:5:code:twice",
                        "posts.csv:2:level:number",
                        "people.csv:2:email:email",
                        "people.csv:2:mobile:phone",
                        "people.csv:2:locale:locale",
                        "people.csv:2:time_zone:timeZone",
                        "people.csv:2:clearance:number",
                        "positions.csv:2:primary:flag",
                        "positions.csv:2:superior:superiorItself",
                        "positions.csv:3:post:positionTwice",
                        "positions.csv:4:account:unknownLike"),
                told);
        Texts texts = KERNEL.get(Texts.class);
        for (Imports.RowError error : report.errors()) {
            Violation violation = error.violation();
            assertTrue(
                    violation.code(),
                    texts.find(java.util.Locale.ENGLISH, violation.code()).isPresent());
            assertTrue(
                    violation.code(),
                    texts.find(java.util.Locale.SIMPLIFIED_CHINESE, violation.code())
                            .isPresent());
        }
        assertTrue(KERNEL.directory().account("f-b").isEmpty());
    }

    @Test
    public void unknownMissingAndDoubleColumnsAreTold() {
        Imports.Report report = KERNEL.load(
                Map.of("people", "account,colour,email,email\ng-a,red,,\n", "posts", "code,name_zh\ng-p,岗\n"), false);
        assertEquals(
                Set.of("columnUnknown colour", "columnTwice email", "columnMissing name"),
                report.errors().stream()
                        .filter(e -> e.row() == 1)
                        .map(e -> e.violation().code().replaceAll(".*\\.", "") + " "
                                + e.violation().field())
                        .collect(Collectors.toSet()));
    }

    @Test
    public void circlesOfUnitsAndOfSuperiorsAreRefused() {
        Imports.Report units =
                KERNEL.load(Map.of("units", "code,parent,name_zh\nh-a,h-b,甲\nh-b,h-c,乙\nh-c,h-a,丙\n"), false);
        assertEquals(
                List.of("directory.problem.cycleAtUnit"),
                units.errors().stream().map(e -> e.violation().code()).toList());
        Imports.Report people = KERNEL.load(
                Map.of(
                        "units", "code,name_zh\nh-u,部\n",
                        "posts", "code,name_zh\nh-p,岗\n",
                        "people", "account,name\nh-x,甲\nh-y,乙\n",
                        "positions", "account,unit,post,primary,superior\nh-x,h-u,h-p,1,h-y\nh-y,h-u,h-p,1,h-x\n"),
                false);
        assertEquals(
                List.of("directory.problem.cycleAtPerson"),
                people.errors().stream().map(e -> e.violation().code()).toList());
        assertTrue(KERNEL.directory().account("h-x").isEmpty());
    }

    @Test
    public void aWorkbookWithChineseHeadingsDatesAndNumbersIsRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(bytes, "test", "1.0")) {
            Worksheet units = book.newWorksheet("部门");
            String[] headings = {"编码", "上级部门", "类型", "中文名称", "生效日期"};
            for (int i = 0; i < headings.length; i++) units.value(0, i, headings[i]);
            units.value(1, 0, "k-hq");
            units.value(1, 2, "集团");
            units.value(1, 3, "集团");
            units.value(1, 4, LocalDate.of(2019, 5, 1));
            units.style(1, 4).format("yyyy-MM-dd").set();
            Worksheet people = book.newWorksheet("people");
            String[] columns = {"账号", "姓名", "手机", "安全级别"};
            for (int i = 0; i < columns.length; i++) people.value(0, i, columns[i]);
            people.value(1, 0, "k-wang");
            people.value(1, 1, "王五");
            people.value(1, 2, 13800001111L);
            people.value(1, 3, 4);
        }
        Imports.Report report = read(bytes.toByteArray(), "org.xlsx");
        assertEquals(List.of(), report.errors());
        assertEquals(2, report.created());
        assertEquals(4, KERNEL.caller("k-wang").clearance());
        List<LocalDate> first = KERNEL.tx()
                .sql()
                .list(
                        "select valid_from from directory_unit where code = 'k-hq'",
                        row -> row.date(1).orElseThrow());
        assertEquals(List.of(LocalDate.of(2019, 5, 1)), first);
    }

    private static Imports.Report read(byte[] content, String name) {
        return KERNEL.system(() -> KERNEL.get(OrgImport.class).read(new ByteArrayInputStream(content), name, false));
    }

    @Test
    public void aSingleCsvIsKnownByItsHeadingsAlsoInTheOldChineseEncoding() {
        byte[] content = "account,name\nm-zhao,赵六\n".getBytes(Charset.forName("GB18030"));
        assertEquals(1, read(content, "export (2).csv").created());
        assertEquals("赵六", KERNEL.directory().requireAccount("m-zhao").name());
    }

    @Test
    public void whatIsExportedIsImportedUnchanged() {
        KERNEL.load(company("n-"), false);
        for (Imports.Format format : Imports.Format.values()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            KERNEL.system(() -> {
                KERNEL.get(OrgImport.class).export(bytes, format);
                return true;
            });
            Imports.Report report = read(bytes.toByteArray(), "back");
            assertEquals(format.name(), List.of(), report.errors());
            assertEquals(format.name(), report.rows(), report.unchanged());
        }
    }

    @Test
    public void theTemplateCanBeReadAndHoldsNothing() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        KERNEL.system(() -> {
            KERNEL.get(OrgImport.class).template(bytes);
            return true;
        });
        assertEquals(0, read(bytes.toByteArray(), "template.xlsx").rows());
    }

    @Test
    public void textsThatLookLikeFormulasAreHarmlessInCsv() {
        KERNEL.load("people", "account,name,mobile\np-evil,\"=HYPERLINK(\"\"http://x\"\")\",+86 13800000000\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        KERNEL.system(() -> {
            KERNEL.get(OrgImport.class).export(bytes, Imports.Format.CSV);
            return true;
        });
        String people = unzip(bytes.toByteArray(), "people.csv");
        assertTrue(people, people.contains("'=HYPERLINK"));
        assertTrue(people, people.contains(",+86 13800000000,"));
        KERNEL.change("delete from directory_person where account = 'p-evil'");
    }

    private static String unzip(byte[] content, String name) {
        try (java.util.zip.ZipInputStream zip = new java.util.zip.ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name)) return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        throw new AssertionError(name);
    }

    @Test
    public void onlyAdministratorsOfPeopleMayImportOrExport() {
        KERNEL.load("people", "account,name\nq-staff,甲\nq-admin,乙\n");
        KERNEL.system(() -> {
            KERNEL.directory().grantRole("administrator", KERNEL.person("q-admin"), Set.of());
            return true;
        });
        byte[] file = "account,name\nq-new,丙\n".getBytes(StandardCharsets.UTF_8);
        OrgImport org = KERNEL.get(OrgImport.class);
        assertThrows(
                Forbidden.class,
                () -> KERNEL.as("q-staff", () -> org.read(new ByteArrayInputStream(file), "people.csv", true)));
        assertThrows(
                Forbidden.class,
                () -> KERNEL.as("q-staff", () -> {
                    org.export(new ByteArrayOutputStream(), Imports.Format.CSV);
                    return true;
                }));
        Imports.Report report =
                KERNEL.as("q-admin", () -> org.read(new ByteArrayInputStream(file), "people.csv", true));
        assertEquals(1, report.created());
        assertFalse(KERNEL.directory().account("q-new").isPresent());
    }
}
