package org.stepwise.kernel.internal.fault;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.After;
import org.junit.Test;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.MountedDisk;
import org.stepwise.testkit.SmallDisk;
import org.stepwise.testkit.TestKernel;

/** Derby on a small disk that runs full: one that any user can make, and a mounted one where that is allowed. */
@Covers("OPS-2")
public class FullDiskTest {
    private static final String INSERT = "insert into kernel_setting (id, scope_id, setting_value) values (?, 0, ?)";
    private static final String COUNT = "select count(*) from kernel_setting where id like 'disk.%'";
    private static final int MOST = 20_000;
    private SmallDisk disk;
    private TestKernel kernel;

    private void start() {
        kernel = TestKernel.on("jdbc:derby:" + disk.directory().resolve("db") + ";create=true")
                .startOnly();
        TestKernel.await(
                "the kernel is ready",
                () -> kernel.get(Modules.class).find("kernel").isPresent());
    }

    @After
    public void end() throws IOException {
        if (kernel != null) kernel.after();
        if (disk != null) disk.close();
    }

    @Test
    public void filesThatMayNotGrowAreToldNothingIsLostAndWorkGoesOnWhenTheyMay() throws IOException {
        disk = new LimitedDisk();
        itIsToldNothingIsLostAndWorkGoesOn();
    }

    /** As root; others have {@link LimitedDisk} alone. */
    @Test
    public void aFullDiskIsToldNothingIsLostAndWorkGoesOnWhenThereIsSpace() throws IOException {
        disk = MountedDisk.allowed() ? new MountedDisk(40) : new LimitedDisk();
        itIsToldNothingIsLostAndWorkGoesOn();
    }

    private void itIsToldNothingIsLostAndWorkGoesOn() throws IOException {
        start();
        Sql sql = kernel.get(Transactions.class).sql();
        disk.fill();
        int accepted = 0;
        String told = "";
        while (told.isEmpty() && accepted < MOST) {
            told = insert(sql, accepted);
            if (told.isEmpty()) accepted++;
        }
        assertTrue(
                told,
                List.of("kernel.problem.diskFull", "kernel.problem.database").contains(told));
        disk.free();
        int before = accepted;
        TestKernel.await("there is space again", () -> insert(sql, before).isEmpty());
        assertEquals("what was accepted is there", before + 1, sql.number(COUNT));
    }

    /** @return what was told, "" when it was accepted */
    private static String insert(Sql sql, int number) {
        try {
            sql.update(INSERT, "disk." + number, "x".repeat(2_000));
            return "";
        } catch (Unavailable problem) {
            return problem.key();
        }
    }
}
