package org.stepwise.demo.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.module.ReadyListener;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.TestKernel;

public class DemoDataTest {
    private static final String STEPS = "select steps from demo_done where module = 'fair'";

    @ClassRule
    public static final TestKernel KERNEL = TestKernel.onDerby();

    @BeforeClass
    public static void fill() throws Exception {
        Types types = KERNEL.get(Types.class);
        TestKernel.await(
                "activities are ready", () -> types.find("crm.activity").isPresent());
        assertEquals("nothing is made elsewhere", 0, sql().number("select count(*) from demo_done"));
        Files.createFile(KERNEL.home().resolve("demo"));
        System.setProperty("stepwise.demo", "true");
        DemoData demo = (DemoData) KERNEL.context()
                .getService(KERNEL.context().getServiceReferences(ReadyListener.class, null).stream()
                        .filter(reference -> KERNEL.context().getService(reference) instanceof DemoData)
                        .findFirst()
                        .orElseThrow());
        Modules modules = KERNEL.get(Modules.class);
        demo.ready(modules.find("demo").orElseThrow());
        demo.ready(modules.find("crm").orElseThrow());
        String made = "select steps from demo_done where module = 'crm'";
        for (int some = 100; some <= 2000; some += 100) {
            int count = some;
            TestKernel.await(count + " customers", () -> sql().number(made) >= count);
        }
        awaitFinished("crm");
    }

    private static void awaitFinished(String module) {
        TestKernel.await("demo data of " + module, () -> finished(module) == 1);
    }

    private static long finished(String module) {
        return sql().number("select count(*) from demo_done where module = ? and finished = true", module);
    }

    @AfterClass
    public static void forget() {
        System.clearProperty("stepwise.demo");
    }

    private static Sql sql() {
        return KERNEL.get(Transactions.class).sql();
    }

    @Test
    public void twoThousandCustomersAreMade() {
        assertEquals(2000, sql().number("select count(*) from crm_customer"));
        assertEquals(2000, sql().number("select count(*) from crm_contact where main = true"));
    }

    /** Leaves in the middle of its sixth step. */
    private static final class Fair implements Module {
        private final List<String> made = new ArrayList<>();
        private Runnable leave = () -> {};

        @Override
        public String id() {
            return "fair";
        }

        @Override
        public void demo(Demo demo) {
            demo.steps(9, number -> {
                made.add(number + " " + demo.companyName(number) + " "
                        + demo.random().nextInt());
                if (number == 5) leave.run();
            });
        }
    }

    @Test
    public void aModuleThatGoesStopsItsDemoAndGoesOnWhenItComesAgain() {
        Fair whole = new Fair();
        TestKernel.Installed first = KERNEL.install(whole, "fair");
        awaitFinished("fair");
        first.close();
        sql().update("delete from demo_done where module = 'fair'");
        Fair fair = new Fair();
        CountDownLatch offered = new CountDownLatch(1);
        AtomicReference<TestKernel.Installed> installed = new AtomicReference<>();
        fair.leave = () -> {
            await(offered);
            installed.get().close();
        };
        installed.set(KERNEL.install(fair, "fair"));
        offered.countDown();
        TestKernel.await("it stops", () -> fair.made.size() == 6 && sql().number(STEPS) == 6);
        assertEquals(0, finished("fair"));
        KERNEL.install(fair, "fair");
        awaitFinished("fair");
        assertEquals(whole.made, fair.made);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    public void aSecondStartMakesNothing() throws IOException {
        DemoHome home = new DemoHome();
        assertTrue(home.demo());
        assertEquals(1, finished("kernel"));
        assertEquals(1, finished("crm"));
        assertTrue(Files.readString(KERNEL.home().resolve("demo-accounts.txt")).contains("lin.zhixia"));
    }

    @Test
    public void nameIndustryAndRegionAgree() {
        List<String> wrong = sql().list(
                        "select name from crm_customer where name like '%半导体%' and industry <> 'semiconductor'"
                                + " or name like '苏州%' and region not like '3205%'"
                                + " or name like '重庆%' and region not like '50%' or region = ''",
                        row -> row.text(1));
        assertEquals(List.of(), wrong);
        assertFalse(sql().list("select name from crm_customer where name like '苏州%'", row -> row.text(1))
                .isEmpty());
    }
}
