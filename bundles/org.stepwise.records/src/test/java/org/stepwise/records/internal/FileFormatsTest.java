package org.stepwise.records.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Filter;
import org.stepwise.kernel.api.record.Imports.Format;
import org.stepwise.kernel.api.record.Imports.Report;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.records.internal.deal.RecordKernel;
import org.stepwise.testkit.Covers;

/** Exports and templates, and files that are refused for what they are. */
public class FileFormatsTest {
    @ClassRule
    public static final RecordKernel KERNEL = RecordKernel.any();

    private final DealFiles files = new DealFiles(KERNEL);

    @Test
    @Covers("REC-7")
    public void whatIsExportedCanBeImportedAgainUnchanged() {
        files.read(
                "amy", "code,name,amount,stage,hot,closes,note\nRT-1,Round trip,12.5,WON,true,2026-01-31,\"=1+1\"\n");
        Query query = Query.ALL.where(Filter.eq("code", "RT-1"));
        for (Format format : Format.values()) {
            byte[] file = files.export("amy", query, format);
            assertEquals(
                    format.name(), new Report(1, 0, 0, 1, List.of(), List.of("state")), files.read("amy", file, false));
        }
    }

    @Test
    @Covers("REC-7")
    public void columnsThatTheSystemSetsArePassedOverAndToldByName() {
        files.read("amy", "code,name\nPO-1,Passed over\n");
        Report report = files.read("amy", "code,name,State,创建时间,version\nPO-1,Passed over,closed,2020-01-01,9\n");
        assertEquals(new Report(1, 0, 0, 1, List.of(), List.of("State", "创建时间", "version")), report);
    }

    private static RecordId customer(String account, String name) {
        return KERNEL.as(account, () -> KERNEL.records().create("demo.customer", Map.of("name", name)));
    }

    @Test
    @Covers("REC-7")
    public void aReferenceWhoseNameHasBecomeThatOfTwoStaysWhenItIsImportedAgain() {
        RecordId first = customer("amy", "Twins");
        customer("amy", "Twins");
        files.read("amy", "code,name,customerId\nTW-1,Twin deal," + first.id() + "\n");
        for (Format format : Format.values()) {
            byte[] file = files.export("amy", Query.ALL.where(Filter.eq("code", "TW-1")), format);
            assertEquals(List.of(), files.errors(files.read("amy", file, false)));
            assertEquals(first.id(), files.named("amy", "Twin").get(0).value("customerId"));
        }
        assertEquals(
                List.of("2 customerId kernel.field.ambiguous"),
                files.errors(files.read("amy", "code,name,customerId\nTW-2,New deal,Twins\n")));
    }

    @Test
    @Covers("REC-7")
    public void aReferenceThatTheReaderMayNotSeeIsNotClearedByImportingItsExport() {
        RecordId hidden = customer("amy", "To be hidden");
        files.read("amy", "code,name,customerId\nHI-1,Hidden deal," + hidden.id() + "\n");
        KERNEL.run("amy", () -> KERNEL.records().delete(hidden, 1));
        byte[] file = files.export("amy", Query.ALL.where(Filter.eq("code", "HI-1")), Format.CSV);
        assertFalse(new String(file, StandardCharsets.UTF_8).contains("To be hidden"));
        assertEquals(1, files.read("amy", file, false).unchanged());
        assertEquals(hidden.id(), files.named("amy", "Hidden").get(0).value("customerId"));
    }

    @Test
    @Covers("REC-7")
    public void howMuchATableMayHoldIsASettingOfTheCompany() {
        Settings settings = KERNEL.get(Settings.class);
        String file = "name,note\nOne," + "x".repeat(150) + "\n";
        assertEquals(
                1,
                files.read("amy", file.getBytes(StandardCharsets.UTF_8), true).created());
        KERNEL.kernel().system(() -> settings.set("sheets.sheetRules.cellCharacters", 0, "100"));
        try {
            assertEquals("kernel.import.tooLarge", refused(file.getBytes(StandardCharsets.UTF_8)));
        } finally {
            KERNEL.kernel().system(() -> settings.set("sheets.sheetRules.cellCharacters", 0, "32767"));
        }
        for (String wrong : List.of("0", "-5", "x", "99999999999", "")) {
            assertThrows(
                    wrong,
                    Invalid.class,
                    () -> KERNEL.kernel().system(() -> settings.set("sheets.sheetRules.fileMegabytes", 0, wrong)));
        }
    }

    @Test
    @Covers("REC-7")
    public void aTextNeverBecomesAFormula() {
        for (String risky : List.of("=1+1", "+1", "-1", "@SUM(A1)")) {
            KERNEL.deal("amy", risky);
            Query query = Query.ALL.where(Filter.eq("name", risky)).fields(List.of("name"));
            String csv = new String(files.export("amy", query, Format.CSV), StandardCharsets.UTF_8);
            assertTrue(csv, csv.contains("'" + risky));
        }
    }

    @Test
    @Covers("REC-7")
    public void anExportHoldsTheChosenColumnsOfWhatTheReaderSees() {
        KERNEL.deal("bob", "Secret of bob");
        Query query = Query.ALL.fields(List.of("name", "stage"));
        String csv = new String(files.export("amy", query, Format.CSV), StandardCharsets.UTF_8);
        assertTrue(csv, csv.startsWith("\ufeff商机,阶段\r\n"));
        assertFalse(csv.contains("Secret of bob"));
        assertThrows(Invalid.class, () -> files.export("amy", Query.ALL.fields(List.of("margin")), Format.CSV));
        long logged = KERNEL.sql().number("select count(*) from kernel_audit where what = 'record.exported'");
        assertTrue(logged > 0);
    }

    @Test
    @Covers("AUD-1")
    public void whatTheLogCallsAStepHasNoGapsToFill() {
        Texts texts = KERNEL.get(Texts.class);
        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            for (String what : List.of("viewed", "exported", "imported")) {
                String text = texts.find(locale, "audit.record." + what).orElseThrow();
                assertFalse(text, text.contains("{"));
            }
        }
    }

    @Test
    @Covers("REC-7")
    public void filesOfOtherKindsAndEmptyOnesAreRefused() {
        for (byte[] wrong :
                List.of(new byte[] {0, 1, 2, 0}, "PK\3\4nonsense".getBytes(StandardCharsets.ISO_8859_1), new byte[0])) {
            assertThrows(Invalid.class, () -> files.read("amy", wrong, false));
        }
        assertThrows(Invalid.class, () -> files.read("amy", "name\n"));
        Report gbk = files.read("amy", "商机\n国标编码\n".getBytes(Charset.forName("GB18030")), false);
        assertEquals(1, gbk.created());
        assertEquals(1, files.read("amy", "name;amount\nSemicolon;3\n").created());
    }

    private String refused(byte[] file) {
        return assertThrows(Invalid.class, () -> files.read("amy", file, true))
                .violations()
                .get(0)
                .code();
    }

    @Test
    @Covers("REC-7")
    public void aCellBeyondWhatATableHoldsIsRefusedWhileReading() {
        String large = "x".repeat(40_000);
        assertEquals("kernel.import.tooLarge", refused(("name\n" + large + "\n").getBytes(StandardCharsets.UTF_8)));
        String quoted = "name\n\"" + ",\n".repeat(20_000) + "\"\n";
        assertEquals("kernel.import.tooLarge", refused(quoted.getBytes(StandardCharsets.UTF_8)));
        String wide = "name\n" + ",".repeat(2_000) + "x\n";
        assertEquals("kernel.import.tooLarge", refused(wide.getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                1,
                files.read("amy", "name,amount\n\"With \"\"quotes\"\", one\",\n")
                        .created());
    }

    /** Writers of workbooks leave sizes to the directory at a zip's end. */
    private record SeekableFile(Path path, ZipFile zip) implements AutoCloseable {
        static SeekableFile of(byte[] content) throws IOException {
            Path path = Files.createTempFile("workbook", ".xlsx");
            Files.write(path, content);
            return new SeekableFile(path, new ZipFile(path.toFile()));
        }

        @Override
        public void close() throws IOException {
            zip.close();
            Files.delete(path);
        }
    }

    private byte[] workbook(String head, String cell) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Query query = Query.ALL.fields(List.of("name")).where(new Filter("name", Filter.Op.EQ, "no such deal"));
        byte[] plain = files.export("amy", query, Format.XLSX);
        try (SeekableFile file = SeekableFile.of(plain);
                ZipOutputStream to = new ZipOutputStream(out)) {
            for (ZipEntry one : file.zip().stream().toList()) {
                to.putNextEntry(new ZipEntry(one.getName()));
                byte[] content = file.zip().getInputStream(one).readAllBytes();
                if (one.getName().endsWith("sheet1.xml")) {
                    String row = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>name</t></is></c></row>"
                            + "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>" + cell
                            + "</t></is></c></row></sheetData>";
                    content = (head
                                    + "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
                                    + row + "</worksheet>")
                            .getBytes(StandardCharsets.UTF_8);
                }
                to.write(content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Test
    @Covers("REC-7")
    public void aWorkbookThatInflatesOrDeclaresEntitiesIsRefused() {
        assertEquals(1, files.read("amy", workbook("", "Fine"), true).created());
        assertEquals("kernel.import.tooLarge", refused(workbook("", "x".repeat(20_000_000))));
        assertEquals("kernel.import.tooLarge", refused(workbook("", "<t/>y".repeat(200_000))));
        String entity = "<!DOCTYPE worksheet [<!ENTITY a \"aaaaaaaa\">]>";
        assertEquals("kernel.import.format", refused(workbook(entity, "&a;")));
        assertEquals("kernel.import.format", refused(workbook("", "&b;")));
    }

    @Test
    @Covers("REC-7")
    public void aTextOfAnUnknownEncodingIsRefused() {
        byte[] latin = "name\nCaf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("kernel.import.encoding", refused(latin));
        assertEquals("kernel.import.encoding", refused("name\nb\u0007ell\n".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    @Covers("REC-7")
    public void theTemplateIsReadableAndNamesTheFields() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        KERNEL.run("amy", () -> files.imports().template(DealFiles.DEAL, Format.XLSX, out));
        assertThrows(Invalid.class, () -> files.read("amy", out.toByteArray(), true));
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        KERNEL.run("amy", () -> files.imports().template(DealFiles.DEAL, Format.CSV, csv));
        String headings = csv.toString(StandardCharsets.UTF_8);
        assertTrue(headings, headings.contains("商机编码"));
        assertFalse(headings, headings.contains("margin"));
    }
}
