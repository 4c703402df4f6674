package org.stepwise.kernel.internal.fault;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;

import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.module.Health;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.tx.Database;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.OwnPostgres;
import org.stepwise.testkit.TestKernel;

/** The database server is stopped and started under the running kernel. */
@Covers("OPS-2")
public class LostDatabaseTest {
    private static final String WRITE = "update kernel_turn set taken = taken + 1 where name = 'organisation'";
    private static final String READ = "select taken from kernel_turn where name = 'organisation'";
    private OwnPostgres postgres;
    private TestKernel kernel;

    @Before
    public void install() {
        postgres = new OwnPostgres();
    }

    @After
    public void end() {
        if (kernel != null) kernel.after();
        if (postgres != null) postgres.close();
    }

    private boolean kernelReady() {
        return kernel.get(Modules.class).find("kernel").isPresent();
    }

    @Test
    public void everybodyIsToldWhileItIsAwayAndWorkGoesOnWithoutARestart() {
        postgres.start();
        kernel = TestKernel.on(postgres.url()).startOnly();
        TestKernel.await("the kernel is ready", this::kernelReady);
        Transactions tx = kernel.get(Transactions.class);
        tx.run(() -> tx.sql().update(WRITE));
        postgres.stop();
        assertToldToMany(tx);
        postgres.start();
        TestKernel.await("the database is found again", () -> answers(tx));
        assertEquals("nothing is lost, nothing half done", 1, tx.sql().number(READ));
        tx.run(() -> tx.sql().update(WRITE));
        assertEquals(2, tx.sql().number(READ));
    }

    /** More at once than the pool has connections. */
    private static void assertToldToMany(Transactions tx) {
        ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
        IntStream.range(0, 60).parallel().forEach(i -> {
            Unavailable away =
                    assertThrows(Unavailable.class, () -> tx.run(() -> tx.sql().update(WRITE)));
            told.add(away.key());
        });
        assertEquals(60, told.stream().filter("kernel.problem.database"::equals).count());
    }

    private static boolean answers(Transactions tx) {
        try {
            return tx.sql().number(READ) >= 0;
        } catch (Unavailable stillAway) {
            return false;
        }
    }

    @Test
    public void aKernelThatNeverSawItsDatabaseSpeaksTheReadersLanguageAndBecomesReadyWhenItComes() {
        kernel = TestKernel.on(postgres.url()).startOnly();
        Texts texts = kernel.get(Texts.class);
        Transactions tx = kernel.get(Transactions.class);
        TestKernel.await(
                "the kernel's texts are there",
                () -> texts.find(Locale.ENGLISH, "kernel.problem.database").isPresent());
        Unavailable away =
                assertThrows(Unavailable.class, () -> tx.read(() -> tx.sql().number(READ)));
        String chinese = texts.text(Locale.SIMPLIFIED_CHINESE, away);
        assertFalse(chinese, chinese.contains("kernel.problem"));
        assertFalse(kernelReady());
        postgres.start();
        TestKernel.await("the kernel becomes ready", this::kernelReady);
        assertEquals(0, tx.sql().number(READ));
    }

    @Test
    public void aWrongNameOfTheDatabaseIsToldToTheOperator() {
        postgres.start();
        kernel = TestKernel.on(postgres.url().replace("/postgres?", "/nosuchdb?"))
                .startOnly();
        Health database = kernel.get(Database.class);
        TestKernel.await(
                "the reason is told",
                () -> database.problems().getOrDefault("database", "").contains("\"nosuchdb\" does not exist [3D000]"));
    }
}
