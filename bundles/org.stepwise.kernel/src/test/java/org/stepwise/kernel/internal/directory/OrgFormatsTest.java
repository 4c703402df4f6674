package org.stepwise.kernel.internal.directory;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.ZipEntry;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.directory.OrgImport;
import org.stepwise.kernel.api.record.Imports;
import org.stepwise.testkit.Covers;

/** The organisation is read from workbooks and csv files, and what is exported is read again. */
@Covers("DIR-6")
public class OrgFormatsTest {
    @ClassRule
    public static final OrgKernel KERNEL = new OrgKernel();

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
        Imports.Report report = KERNEL.read(bytes.toByteArray(), "org.xlsx");
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

    @Test
    public void aSingleCsvIsKnownByItsHeadingsAlsoInTheOldChineseEncoding() {
        byte[] content = "account,name\nm-zhao,赵六\n".getBytes(Charset.forName("GB18030"));
        assertEquals(1, KERNEL.read(content, "export (2).csv").created());
        assertEquals("赵六", KERNEL.directory().requireAccount("m-zhao").name());
    }

    @Test
    public void whatIsExportedIsImportedUnchanged() {
        KERNEL.load(OrgKernel.company("n-"), false);
        for (Imports.Format format : Imports.Format.values()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            KERNEL.system(() -> {
                KERNEL.get(OrgImport.class).export(bytes, format);
                return true;
            });
            Imports.Report report = KERNEL.read(bytes.toByteArray(), "back");
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
        assertEquals(0, KERNEL.read(bytes.toByteArray(), "template.xlsx").rows());
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
}
