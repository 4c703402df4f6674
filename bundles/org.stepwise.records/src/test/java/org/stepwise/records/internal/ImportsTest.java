package org.stepwise.records.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.job.Jobs;
import org.stepwise.kernel.api.record.Filter;
import org.stepwise.kernel.api.record.Imports;
import org.stepwise.kernel.api.record.Imports.Format;
import org.stepwise.kernel.api.record.Imports.Report;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.records.internal.deal.RecordKernel;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.TestKernel;

public class ImportsTest {
    private static final String DEAL = "demo.deal";

    @ClassRule
    public static final RecordKernel KERNEL = RecordKernel.any();

    private static Imports imports() {
        return KERNEL.get(Imports.class);
    }

    private static Report read(String account, byte[] file, boolean dryRun) {
        return KERNEL.as(account, () -> imports().read(DEAL, new ByteArrayInputStream(file), dryRun));
    }

    private static Report read(String account, String csv) {
        return read(account, csv.getBytes(StandardCharsets.UTF_8), false);
    }

    private static List<String> errors(Report report) {
        return report.errors().stream()
                .map(e -> e.row() + " " + e.violation().field() + " "
                        + e.violation().code())
                .sorted()
                .toList();
    }

    private static byte[] export(String account, Query query, Format format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        KERNEL.as(account, () -> imports().write(DEAL, query, format, out));
        return out.toByteArray();
    }

    private static List<Row> named(String account, String prefix) {
        Query query = Query.ALL
                .where(new Filter("name", Filter.Op.LIKE, prefix + "*"))
                .sort("name")
                .limit(500);
        return KERNEL.as(
                        account,
                        () -> KERNEL.records()
                                .list(
                                        DEAL,
                                        query.fields(List.of(
                                                "name", "amount", "stage", "hot", "code", "customerId", "closes"))))
                .rows();
    }

    @Test
    @Covers("REC-7")
    public void headingsAreNamesOrLabelsAndValuesAreCodesOrLabels() {
        RecordId customer =
                KERNEL.as("amy", () -> KERNEL.records().create("demo.customer", Map.of("name", "Imported customer")));
        String csv = "商机,Amount,stage,Hot,Customer,预计成交日\n"
                + "In one,\"1,200.5\",赢单,是,Imported customer,2026/3/5\nIn two,,open,no," + customer.id() + ",\n";
        Report report = read("amy", csv);
        assertEquals(List.of(), errors(report));
        assertEquals(2, report.created());
        List<Row> rows = named("amy", "In ");
        assertEquals("1200.50", rows.get(0).value("amount").toString());
        assertEquals("WON", rows.get(0).value("stage"));
        assertEquals(true, rows.get(0).value("hot"));
        assertEquals("2026-03-05", rows.get(0).value("closes").toString());
        assertEquals("Imported customer", rows.get(0).references().get("customerId"));
        assertEquals("OPEN", rows.get(1).value("stage"));
        assertEquals(customer.id(), rows.get(1).value("customerId"));
        assertTrue(rows.get(0).number().matches("D-\\d{4}-\\d+"));
    }

    @Test
    @Covers("REC-7")
    public void everyBadRowIsNamedAndNothingIsWritten() {
        long before = KERNEL.sql().number("select count(*) from demo_deal");
        Report report = read(
                "amy",
                "name,amount,customerId,code,stage\nGood,1,,ZZ-1,OPEN\n,1,,,\nBad,much,Nobody,,\nTwice,1,,ZZ-1,\nWrong,-5,,,MAYBE\nRule,-5,,,\n");
        assertEquals(
                List.of(
                        "3 name kernel.field.required",
                        "4 amount kernel.field.number",
                        "4 customerId kernel.field.reference",
                        "5 code kernel.import.twice",
                        "6 stage kernel.field.choice",
                        "7 amount demo.deal.amountNegative"),
                errors(report));
        assertEquals(before, KERNEL.sql().number("select count(*) from demo_deal"));
        assertEquals(
                List.of("1 Nonsense kernel.import.heading", "1 name kernel.import.headingTwice"),
                errors(read("amy", "name,name,Nonsense\na,b,c\n")));
    }

    @Test
    @Covers("REC-7")
    public void aDryRunSaysWhatWouldHappen() {
        read("amy", "code,name\nDR-1,Dry one\n");
        byte[] again = "code,name\nDR-1,Dry other\nDR-2,Dry two\n".getBytes(StandardCharsets.UTF_8);
        Report dry = read("amy", again, true);
        assertEquals(new Report(2, 1, 1, 0, List.of()), dry);
        assertEquals(1, named("amy", "Dry").size());
    }

    @Test
    @Covers("REC-7")
    public void rowsWithTheSameKeyAreUpdatedAndHistoryKeepsBoth() {
        read("amy", "code,name,amount\nUP-1,Update me,1\n");
        Report report = read("amy", "code,name,amount\nUP-1,Update me,2\n");
        assertEquals(new Report(1, 0, 1, 0, List.of()), report);
        assertEquals(new Report(1, 0, 0, 1, List.of()), read("amy", "code,name,amount\nUP-1,Update me,2\n"));
        RecordId deal = named("amy", "Update me").get(0).record();
        assertEquals(
                2, KERNEL.as("amy", () -> KERNEL.records().history(deal, 10)).size());
    }

    @Test
    @Covers("REC-7")
    public void nobodyChangesByImportWhatHeMayNotChange() {
        read("amy", "code,name\nFB-1,Of amy\n");
        assertEquals(
                List.of("2 code kernel.field.unique"),
                errors(read("bob", "code,name\nFB-1,Mine now\n")).stream()
                        .map(e -> e.replace("2  ", "2 code "))
                        .toList());
        assertThrows(Forbidden.class, () -> read("eve", "code,name\nFB-2,x\n"));
    }

    @Test
    @Covers("REC-7")
    public void whatIsExportedCanBeImportedAgainUnchanged() {
        read("amy", "code,name,amount,stage,hot,closes,note\nRT-1,Round trip,12.5,WON,true,2026-01-31,\"=1+1\"\n");
        Query query = Query.ALL.where(Filter.eq("code", "RT-1"));
        for (Format format : Format.values()) {
            byte[] file = export("amy", query, format);
            assertEquals(format.name(), new Report(1, 0, 0, 1, List.of()), read("amy", file, false));
        }
    }

    @Test
    @Covers("REC-7")
    public void aTextNeverBecomesAFormula() {
        for (String risky : List.of("=1+1", "+1", "-1", "@SUM(A1)")) {
            KERNEL.deal("amy", risky);
            Query query = Query.ALL.where(Filter.eq("name", risky)).fields(List.of("name"));
            String csv = new String(export("amy", query, Format.CSV), StandardCharsets.UTF_8);
            assertTrue(csv, csv.contains("'" + risky));
        }
    }

    @Test
    @Covers("REC-7")
    public void anExportHoldsTheChosenColumnsOfWhatTheReaderSees() {
        KERNEL.deal("bob", "Secret of bob");
        Query query = Query.ALL.fields(List.of("name", "stage"));
        String csv = new String(export("amy", query, Format.CSV), StandardCharsets.UTF_8);
        assertTrue(csv, csv.startsWith("\ufeff商机,阶段\r\n"));
        assertFalse(csv.contains("Secret of bob"));
        assertThrows(Invalid.class, () -> export("amy", Query.ALL.fields(List.of("margin")), Format.CSV));
        long logged = KERNEL.sql().number("select count(*) from kernel_audit where what = 'record.exported'");
        assertTrue(logged > 0);
    }

    @Test
    @Covers("DIR-3")
    public void whoIsAboutToLeaveNeitherExportsNorImports() {
        KERNEL.kernel().system(() -> {
            KERNEL.person("leaver", "east", 0);
        });
        KERNEL.role("salesperson", "leaver");
        KERNEL.kernel()
                .system(() -> KERNEL.get(org.stepwise.kernel.api.directory.Directory.class)
                        .state(KERNEL.person("leaver"), org.stepwise.kernel.api.directory.PersonState.LEAVING));
        assertThrows(Forbidden.class, () -> export("leaver", Query.ALL, Format.CSV));
        assertThrows(Forbidden.class, () -> read("leaver", "name\nx\n"));
    }

    @Test
    @Covers("REC-7")
    public void filesOfOtherKindsAndEmptyOnesAreRefused() {
        for (byte[] wrong :
                List.of(new byte[] {0, 1, 2, 0}, "PK\3\4nonsense".getBytes(StandardCharsets.ISO_8859_1), new byte[0])) {
            assertThrows(Invalid.class, () -> read("amy", wrong, false));
        }
        assertThrows(Invalid.class, () -> read("amy", "name\n"));
        Report gbk = read("amy", "商机\n国标编码\n".getBytes(Charset.forName("GB18030")), false);
        assertEquals(1, gbk.created());
        assertEquals(1, read("amy", "name;amount\nSemicolon;3\n").created());
    }

    @Test
    @Covers("REC-7")
    public void aHiddenRecordIsAnsweredLikeAMissingOne() {
        RecordId secret = KERNEL.deal("bob", "Hidden from amy");
        String number = KERNEL.sql()
                .list("select number from demo_deal where id = ?", row -> row.text(1), secret.id())
                .get(0);
        List<String> missing = errors(read("amy", "number,name\nD-none,Other\n"));
        assertEquals(missing, errors(read("amy", "number,name\n" + number + ",Other\n")));
        assertEquals(List.of("2 number kernel.field.reference"), missing);
    }

    @Test
    @Covers("REC-7")
    public void whatTheSystemSetsIsPassedOver() {
        Report report = read("amy", "name,state,createdAt,updatedAt\nPassed over,closed,2020-01-01,soon\n");
        assertEquals(List.of(), errors(report));
        assertEquals(1, report.created());
    }

    private static String refused(byte[] file) {
        return assertThrows(Invalid.class, () -> read("amy", file, true))
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
                1, read("amy", "name,amount\n\"With \"\"quotes\"\", one\",\n").created());
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

    private static byte[] workbook(String head, String cell) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Query query = Query.ALL.fields(List.of("name")).where(new Filter("name", Filter.Op.EQ, "no such deal"));
        byte[] plain = export("amy", query, Format.XLSX);
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
        assertEquals(1, read("amy", workbook("", "Fine"), true).created());
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
        KERNEL.run("amy", () -> imports().template(DEAL, Format.XLSX, out));
        assertThrows(Invalid.class, () -> read("amy", out.toByteArray(), true));
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        KERNEL.run("amy", () -> imports().template(DEAL, Format.CSV, csv));
        String headings = csv.toString(StandardCharsets.UTF_8);
        assertTrue(headings, headings.contains("商机编码"));
        assertFalse(headings, headings.contains("margin"));
    }

    @Test
    @Covers("REC-6")
    public void importedRecordsAreNumberedWithoutGap() {
        StringBuilder csv = new StringBuilder("name\n");
        for (int i = 0; i < 700; i++) csv.append("Many ").append(i).append('\n');
        assertEquals(700, read("amy", csv.toString()).created());
        TreeSet<Long> numbers = new TreeSet<>();
        KERNEL.sql()
                .list("select number from demo_deal where name like 'Many %'", row -> row.text(1))
                .forEach(number -> numbers.add(Long.parseLong(number.substring(7))));
        assertEquals(700, numbers.size());
        assertEquals(699, numbers.last() - numbers.first());
    }

    private static byte[] badRows(String csv, Format format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        KERNEL.run(
                "amy",
                () -> imports()
                        .badRows(DEAL, new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), format, out));
        return out.toByteArray();
    }

    @Test
    @Covers("REC-7")
    public void badRowsComeBackAsAFileThatIsMendedAndImported() {
        String csv = "name,amount,code\nGood one,1,BR-1\nBad one,much,BR-2\n,3,BR-3\nGood two,2,BR-4\n";
        String bad = new String(badRows(csv, Format.CSV), StandardCharsets.UTF_8);
        assertEquals(bad, 3, bad.strip().lines().count());
        assertTrue(bad, bad.contains("name,amount,code,出错列,错误原因"));
        assertTrue(bad, bad.contains("Bad one,much,BR-2,金额,"));
        assertFalse(bad, bad.contains("Good"));
        assertEquals(List.of("2 amount kernel.field.number", "3 name kernel.field.required"), errors(read("amy", bad)));
        String mended = bad.replace("much", "7").replace("\"\",3", "Mended,3");
        Report done = read("amy", mended);
        assertEquals(mended, List.of(), errors(done));
        assertEquals(2, done.created());
        byte[] sheet = badRows(csv, Format.XLSX);
        assertEquals(
                List.of("2 amount kernel.field.number", "3 name kernel.field.required"),
                errors(read("amy", sheet, true)));
    }

    private static String many(String name, int rows) {
        StringBuilder csv = new StringBuilder("name,amount\n");
        for (int i = 0; i < rows; i++) csv.append(name).append(i).append(",1\n");
        return csv.toString();
    }

    private static long later(String csv) {
        return KERNEL.as(
                "amy", () -> imports().later(DEAL, new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8))));
    }

    private static Jobs.Run ended(long run) {
        TestKernel.await("the import ends", () -> run(run).ended().isPresent());
        return run(run);
    }

    private static Jobs.Run run(long run) {
        return KERNEL.as("amy", () -> KERNEL.get(Jobs.class).run(run)).orElseThrow();
    }

    @Test
    @Covers("JOB-1")
    public void anImportInTheBackgroundShowsHowFarItIsAndWhatItDid() {
        Jobs.Run done = ended(later(many("Later ", 1_200)));
        assertEquals(done.toString(), Jobs.State.DONE, done.state());
        assertEquals(2_400, done.total());
        assertEquals(done.total(), done.done());
        assertTrue(
                done.notes().toString(),
                done.notes().get(0).contains("1,200") || done.notes().get(0).contains("1200"));
        Jobs.Run bad = ended(later("name,amount\nBad later,much\n"));
        assertEquals(Jobs.State.FAILED, bad.state());
        assertFalse(bad.problem().isEmpty());
        assertEquals(0, KERNEL.sql().number("select count(*) from demo_deal where name = 'Bad later'"));
    }

    @Test
    @Covers("JOB-1")
    public void aCancelledImportLeavesNothing() {
        long run = later(many("Cancelled ", 20_000));
        KERNEL.run("amy", () -> KERNEL.get(Jobs.class).cancel(run));
        assertEquals(Jobs.State.CANCELLED, ended(run).state());
        assertEquals(0, KERNEL.sql().number("select count(*) from demo_deal where name like 'Cancelled %'"));
    }
}
