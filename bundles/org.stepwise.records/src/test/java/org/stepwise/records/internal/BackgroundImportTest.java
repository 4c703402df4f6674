package org.stepwise.records.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.job.Jobs;
import org.stepwise.kernel.api.record.Imports.Format;
import org.stepwise.kernel.api.record.Imports.Report;
import org.stepwise.records.internal.deal.RecordKernel;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.TestKernel;

/** Imports that nobody waits for, and bad rows that come back as a file. */
public class BackgroundImportTest {
    @ClassRule
    public static final RecordKernel KERNEL = RecordKernel.any();

    private final DealFiles files = new DealFiles(KERNEL);

    private byte[] badRows(String csv, Format format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        KERNEL.run(
                "amy",
                () -> files.imports()
                        .badRows(
                                DealFiles.DEAL,
                                new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
                                format,
                                out));
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
        assertEquals(
                List.of("2 amount kernel.field.number", "3 name kernel.field.required"),
                files.errors(files.read("amy", bad)));
        String mended = bad.replace("much", "7").replace("\"\",3", "Mended,3");
        Report done = files.read("amy", mended);
        assertEquals(mended, List.of(), files.errors(done));
        assertEquals(2, done.created());
        byte[] sheet = badRows(csv, Format.XLSX);
        assertEquals(
                List.of("2 amount kernel.field.number", "3 name kernel.field.required"),
                files.errors(files.read("amy", sheet, true)));
    }

    private static String many(String name, int rows) {
        StringBuilder csv = new StringBuilder("name,amount\n");
        for (int i = 0; i < rows; i++) csv.append(name).append(i).append(",1\n");
        return csv.toString();
    }

    private long later(String csv) {
        return KERNEL.as(
                "amy",
                () -> files.imports()
                        .later(DealFiles.DEAL, new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8))));
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
        assertEquals("rows, not steps", 1_200, done.total());
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
