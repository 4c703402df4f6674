package org.stepwise.records.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Imports.Format;
import org.stepwise.kernel.api.record.Imports.Report;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.records.internal.deal.RecordKernel;
import org.stepwise.testkit.Covers;

/** Rows of a file become records, or nothing is written and every bad row is named. */
public class ImportsTest {
    @ClassRule
    public static final RecordKernel KERNEL = RecordKernel.any();

    private final DealFiles files = new DealFiles(KERNEL);

    @Test
    @Covers("REC-7")
    public void headingsAreNamesOrLabelsAndValuesAreCodesOrLabels() {
        RecordId customer =
                KERNEL.as("amy", () -> KERNEL.records().create("demo.customer", Map.of("name", "Imported customer")));
        String csv = "商机,Amount,stage,Hot,Customer,预计成交日\n"
                + "In one,\"1,200.5\",赢单,是,Imported customer,2026/3/5\nIn two,,open,no," + customer.id() + ",\n";
        Report report = files.read("amy", csv);
        assertEquals(List.of(), files.errors(report));
        assertEquals(2, report.created());
        List<Row> rows = files.named("amy", "In ");
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
        Report report = files.read(
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
                files.errors(report));
        assertEquals(before, KERNEL.sql().number("select count(*) from demo_deal"));
        assertEquals(
                List.of("1 Nonsense kernel.import.heading", "1 name kernel.import.headingTwice"),
                files.errors(files.read("amy", "name,name,Nonsense\na,b,c\n")));
    }

    @Test
    @Covers("REC-7")
    public void aDryRunSaysWhatWouldHappen() {
        files.read("amy", "code,name\nDR-1,Dry one\n");
        byte[] again = "code,name\nDR-1,Dry other\nDR-2,Dry two\n".getBytes(StandardCharsets.UTF_8);
        Report dry = files.read("amy", again, true);
        assertEquals(new Report(2, 1, 1, 0, List.of()), dry);
        assertEquals(1, files.named("amy", "Dry").size());
    }

    @Test
    @Covers("REC-7")
    public void rowsWithTheSameKeyAreUpdatedAndHistoryKeepsBoth() {
        files.read("amy", "code,name,amount\nUP-1,Update me,1\n");
        Report report = files.read("amy", "code,name,amount\nUP-1,Update me,2\n");
        assertEquals(new Report(1, 0, 1, 0, List.of()), report);
        assertEquals(new Report(1, 0, 0, 1, List.of()), files.read("amy", "code,name,amount\nUP-1,Update me,2\n"));
        RecordId deal = files.named("amy", "Update me").get(0).record();
        assertEquals(
                2, KERNEL.as("amy", () -> KERNEL.records().history(deal, 10)).size());
    }

    @Test
    @Covers("REC-7")
    public void nobodyChangesByImportWhatHeMayNotChange() {
        files.read("amy", "code,name\nFB-1,Of amy\n");
        assertEquals(
                List.of("2 code kernel.field.unique"),
                files.errors(files.read("bob", "code,name\nFB-1,Mine now\n")).stream()
                        .map(e -> e.replace("2  ", "2 code "))
                        .toList());
        assertThrows(Forbidden.class, () -> files.read("eve", "code,name\nFB-2,x\n"));
    }

    @Test
    @Covers("DIR-3")
    public void whoIsAboutToLeaveNeitherExportsNorImports() {
        KERNEL.kernel().system(() -> {
            KERNEL.person("leaver", "east", "");
        });
        KERNEL.role("salesperson", "leaver");
        KERNEL.kernel()
                .system(() -> KERNEL.get(org.stepwise.kernel.api.directory.Directory.class)
                        .state(KERNEL.person("leaver"), org.stepwise.kernel.api.directory.PersonState.LEAVING));
        assertThrows(Forbidden.class, () -> files.export("leaver", Query.ALL, Format.CSV));
        assertThrows(Forbidden.class, () -> files.read("leaver", "name\nx\n"));
    }

    @Test
    @Covers("REC-7")
    public void aHiddenRecordIsAnsweredLikeAMissingOne() {
        RecordId secret = KERNEL.deal("bob", "Hidden from amy");
        String number = KERNEL.sql()
                .list("select number from demo_deal where id = ?", row -> row.text(1), secret.id())
                .get(0);
        List<String> missing = files.errors(files.read("amy", "number,name\nD-none,Other\n"));
        assertEquals(missing, files.errors(files.read("amy", "number,name\n" + number + ",Other\n")));
        assertEquals(List.of("2 number kernel.field.reference"), missing);
    }

    @Test
    @Covers("REC-7")
    public void whatTheSystemSetsIsPassedOver() {
        Report report = files.read("amy", "name,state,createdAt,updatedAt\nPassed over,closed,2020-01-01,soon\n");
        assertEquals(List.of(), files.errors(report));
        assertEquals(1, report.created());
    }

    @Test
    @Covers("REC-6")
    public void importedRecordsAreNumberedWithoutGap() {
        StringBuilder csv = new StringBuilder("name\n");
        for (int i = 0; i < 700; i++) csv.append("Many ").append(i).append('\n');
        assertEquals(700, files.read("amy", csv.toString()).created());
        TreeSet<Long> numbers = new TreeSet<>();
        KERNEL.sql()
                .list("select number from demo_deal where name like 'Many %'", row -> row.text(1))
                .forEach(number -> numbers.add(Long.parseLong(number.substring(7))));
        assertEquals(700, numbers.size());
        assertEquals(699, numbers.last() - numbers.first());
    }
}
