package org.stepwise.kernel.internal.module;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Test;
import org.osgi.framework.ServiceRegistration;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.module.Keeping;
import org.stepwise.kernel.api.module.Removal;
import org.stepwise.kernel.api.module.Removal.Data;
import org.stepwise.kernel.api.rollout.PhaseState;
import org.stepwise.kernel.api.rollout.Rollout;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;

/** A module is not taken away while a phase opens it, nor opened while it is taken away. */
public class OpeningAndRemovalTest extends OnEachWarehouse {
    public OpeningAndRemovalTest(Warehouse warehouse) {
        super(warehouse);
    }

    @Override
    public void fill() throws Exception {
        super.fill();
        warehouse
                .sql()
                .update("insert into rollout_phase (id, version, code, name, goal, state, sort_order)"
                        + " values (1, 1, 'pilot', 'Pilot', '', 'ROLLED_BACK', 1)");
        warehouse.sql().update("insert into rollout_phase_module (phase_id, address) values (1, 'stock')");
        warehouse
                .sql()
                .update("insert into rollout_phase_scope (phase_id, member_id, principal_id, is_unit)"
                        + " values (1, 5, 5, false)");
        warehouse.sql().update("delete from directory_person where id = 5");
        warehouse
                .sql()
                .update(
                        "insert into directory_person (id, version, number, title, owner_id, unit_id, segment_id,"
                                + " security_level, deleted, name_key, pinyin_key, created_at, created_by, updated_at, updated_by,"
                                + " account, name, locale, time_zone, clearance, state) values (5, 1, '', '', 0, 0, 0, 0, false,"
                                + " '', '', ?, 0, ?, 0, 'li', 'LI', 'zh-CN', 'Asia/Shanghai', 0, 'ACTIVE')",
                        warehouse.kernel.clock().instant(),
                        warehouse.kernel.clock().instant());
    }

    private Removal remove(Data data) {
        return remove(data, "stock");
    }

    private PhaseState activate() {
        return warehouse.kernel.system(
                () -> warehouse.kernel.get(Rollout.class).activate("pilot").state());
    }

    private String state() {
        return warehouse
                .sql()
                .first("select state from rollout_phase where id = 1", row -> row.text(1))
                .orElseThrow();
    }

    private long items() {
        return warehouse.sql().number("select count(*) from stock_item");
    }

    @Test
    @Covers({"ROL-2", "ROL-5"})
    public void aPhaseDoesNotOpenAModuleThatWasTakenAwayWhileItWasInstalled() {
        remove(Data.KEEP);
        Removals elsewhere = new Removals(warehouse.sql());
        warehouse.onInstalled = () -> warehouse.kernel.get(Transactions.class).run(() -> elsewhere.count("stock"));
        assertEquals(
                "kernel.problem.moduleRemovedMeanwhile",
                assertThrows(Conflict.class, this::activate).key());
        assertEquals("ROLLED_BACK", state());
        assertFalse("what came for it is taken back", warehouse.installed("stock"));
        warehouse.onInstalled = () -> {};
        assertEquals(PhaseState.ACTIVE, activate());
        assertEquals(3, items());
    }

    @Test
    @Covers({"ROL-2", "ROL-5", "ROL-12"})
    public void nothingOpensAModuleWhoseDataIsBeingPurged() {
        AtomicReference<String> told = new AtomicReference<>("");
        ServiceRegistration<Keeping> meanwhile = keeping(
                () -> told.set(assertThrows(Conflict.class, this::activate).key()));
        try {
            remove(Data.PURGE);
        } finally {
            meanwhile.unregister();
        }
        assertEquals("kernel.problem.purgeUnfinished", told.get());
        assertEquals("ROLLED_BACK", state());
        assertFalse(warehouse.hasTables());
    }

    @Test
    @Covers({"ROL-5", "ROL-12"})
    public void aPurgeStopsBeforeTheDataWhenAPhaseOpenedTheModuleElsewhere() {
        warehouse.onClosed = () -> warehouse.sql().update("update rollout_phase set state = 'ACTIVE'");
        assertEquals(
                "kernel.problem.moduleInUse",
                assertThrows(Conflict.class, () -> remove(Data.PURGE)).key());
        assertEquals(3, items());
        assertEquals(0, warehouse.sql().number("select count(*) from kernel_purge"));
    }

    @Test
    @Covers({"ROL-2", "ROL-5", "ROL-12"})
    public void whoeverOfBothIsFirstAnOpenPhaseHasItsModule() throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(2);
        for (int round = 0; round < 8; round++) {
            fill();
            Data data = round % 2 == 0 ? Data.PURGE : Data.KEEP;
            CyclicBarrier both = new CyclicBarrier(2);
            Future<String> opened = people.submit(() -> told(both, this::activate));
            Future<String> removed = people.submit(() -> told(both, () -> remove(data)));
            String said = opened.get() + ", " + removed.get();
            if (!state().equals("ACTIVE")) continue;
            assertTrue(said, warehouse.installed("stock") && warehouse.hasTables());
            boolean refused = removed.get().equals("kernel.problem.moduleInUse");
            assertTrue(said, !refused || items() == 3);
        }
        people.shutdown();
    }

    private static String told(CyclicBarrier both, Callable<?> work) throws Exception {
        both.await(30, TimeUnit.SECONDS);
        try {
            work.call();
            return "done";
        } catch (Problem e) {
            return e.key();
        }
    }
}
