package org.stepwise.kernel.internal.fault;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.After;
import org.junit.Assume;
import org.junit.Before;
import org.junit.Test;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.TestKernel;

/** Derby on a small disk of its own that runs full; needs the right to mount one, else the test is skipped. */
@Covers("OPS-2")
public class FullDiskTest {
    private static final String INSERT = "insert into kernel_setting (id, scope_id, setting_value) values (?, 0, ?)";
    private static final String COUNT = "select count(*) from kernel_setting where id like 'disk.%'";
    private static final int MOST = 20_000;
    private Path disk;
    private TestKernel kernel;

    @Before
    public void mount() throws Exception {
        disk = Files.createTempDirectory("stepwise-disk");
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=40m", "stepwise", disk.toString());
        Assume.assumeTrue("a disk can be mounted", mounted);
        kernel = TestKernel.on("jdbc:derby:" + disk.resolve("db") + ";create=true")
                .startOnly();
        TestKernel.await(
                "the kernel is ready",
                () -> kernel.get(Modules.class).find("kernel").isPresent());
    }

    @After
    public void unmount() throws Exception {
        if (kernel != null) kernel.after();
        run("umount", "-l", disk.toString());
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(List.of(command))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    @Test
    public void aFullDiskIsToldNothingIsLostAndWorkGoesOnWhenThereIsSpace() throws IOException {
        Sql sql = kernel.get(Transactions.class).sql();
        Path filler = fill();
        int accepted = 0;
        String told = "";
        while (told.isEmpty() && accepted < MOST) {
            told = insert(sql, accepted);
            if (told.isEmpty()) accepted++;
        }
        assertTrue(
                told,
                List.of("kernel.problem.diskFull", "kernel.problem.database").contains(told));
        Files.delete(filler);
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

    /** Leaves about a megabyte. */
    private Path fill() throws IOException {
        Path filler = disk.resolve("filler");
        byte[] block = new byte[1 << 16];
        long left = disk.toFile().getUsableSpace() - (1 << 20);
        try (OutputStream out = Files.newOutputStream(filler)) {
            for (long written = 0; written < left; written += block.length) out.write(block);
        }
        return filler;
    }
}
