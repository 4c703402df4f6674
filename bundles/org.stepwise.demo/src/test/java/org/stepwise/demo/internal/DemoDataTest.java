package org.stepwise.demo.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.module.ReadyListener;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.TestKernel;

public class DemoDataTest {
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

    @Test
    public void aSecondStartMakesNothing() throws IOException {
        DemoHome home = new DemoHome();
        assertTrue(home.demo());
        assertEquals(2, sql().number("select count(*) from demo_done"));
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
