package org.stepwise.kernel.internal.fault;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.sql.ResultSet;
import java.util.Locale;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.TestKernel;

@Covers("ROL-13")
public class FailedMigrationTest {
    @ClassRule
    public static final TestKernel KERNEL = TestKernel.fresh();

    private record Named(String id) implements Module {}

    private final Modules modules = KERNEL.get(Modules.class);

    private void await(String module, Modules.State state) {
        TestKernel.await(
                module + " is " + state,
                () -> modules.all().stream().anyMatch(info -> info.id().equals(module) && info.state() == state));
    }

    private boolean table(String name) {
        Sql sql = KERNEL.get(Transactions.class).sql();
        String stored = sql.dialect() == Sql.Dialect.DERBY ? name.toUpperCase(Locale.ROOT) : name;
        return sql.with(connection -> {
            try (ResultSet found = connection.getMetaData().getTables(null, null, stored, null)) {
                return found.next();
            }
        });
    }

    @Test
    public void aModuleWhoseMigrationFailsLeavesNothingAndTellsWhyAndComesOnceItIsMended() {
        TestKernel.Installed other = KERNEL.install(new Named("other"), "other");
        await("other", Modules.State.READY);
        TestKernel.Installed broken = KERNEL.offer(new Named("broken"), "broken");
        await("broken", Modules.State.FAILED);
        String reason = modules.info("broken").reason();
        assertTrue(
                reason,
                reason.contains("broken/002-bad")
                        && reason.toLowerCase(Locale.ROOT).contains("broken_nowhere"));
        assertEquals("the good file is undone too", false, table("broken_good"));
        assertEquals(false, table("broken_more"));
        assertEquals(Modules.State.READY, modules.info("other").state());
        assertTrue(KERNEL.get(Transactions.class).sql().number("select count(*) from kernel_stamp") > 0);
        broken.close();
        KERNEL.install(new Named("broken"), "mended");
        await("broken", Modules.State.READY);
        assertEquals(true, table("broken_good"));
        assertEquals(true, table("broken_more"));
        other.close();
    }
}
