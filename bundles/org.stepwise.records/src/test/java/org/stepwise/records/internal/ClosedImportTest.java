package org.stepwise.records.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.job.Jobs;
import org.stepwise.records.internal.deal.RecordKernel;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.TestKernel;

/** An import whose module goes while it runs. */
public class ClosedImportTest {
    @ClassRule
    public static final RecordKernel KERNEL = RecordKernel.any();

    private static Jobs.Run run(long run) {
        return KERNEL.as("amy", () -> KERNEL.get(Jobs.class).run(run)).orElseThrow();
    }

    @Test
    @Covers({"JOB-1", "ROL-3"})
    public void anImportWhoseModuleIsClosedMeanwhileSaysSoAndLeavesNothing() {
        StringBuilder csv = new StringBuilder("name,amount\n");
        for (int i = 0; i < 20_000; i++) csv.append("Closed ").append(i).append(",1\n");
        byte[] file = csv.toString().getBytes(StandardCharsets.UTF_8);
        DealFiles files = new DealFiles(KERNEL);
        long id = KERNEL.as("amy", () -> files.imports().later(DealFiles.DEAL, new ByteArrayInputStream(file)));
        TestKernel.await("it runs", () -> run(id).done() > 0);
        KERNEL.closeDeals();
        TestKernel.await("it ends", () -> run(id).ended().isPresent());
        Jobs.Run ended = run(id);
        assertEquals(Jobs.State.FAILED, ended.state());
        assertTrue(ended.problem(), ended.problem().contains("该模块在导入期间被关闭"));
        assertEquals(0, KERNEL.sql().number("select count(*) from demo_deal where name like 'Closed %'"));
    }
}
