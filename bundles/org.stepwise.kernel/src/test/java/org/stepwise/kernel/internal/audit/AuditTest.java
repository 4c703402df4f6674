package org.stepwise.kernel.internal.audit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.job.Progress;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.TestKernel;

@Covers("AUD-1")
public class AuditTest {
    @ClassRule
    public static final TestKernel kernel = TestKernel.fresh();

    private Audit audit;
    private Transactions tx;

    @Before
    public void start() {
        audit = kernel.get(Audit.class);
        tx = kernel.get(Transactions.class);
        tx.run(() -> {
            tx.sql().update("update kernel_audit_end set place = 0, entry_id = 0, hash = ''");
            tx.sql().update("update kernel_audit_start set place = 0, hash = ''");
            tx.sql().update("delete from kernel_audit");
        });
    }

    private void three() {
        for (String about : List.of("one", "two", "three")) {
            kernel.system(() -> audit.write("test.done", about, Map.of("count", 3)));
        }
        awaitChained();
    }

    private Audit.Verification verify() {
        return kernel.system(audit::verify);
    }

    private void awaitChained() {
        TestKernel.await("the tail is chained", () -> verify().tail() == 0);
    }

    private List<Audit.Entry> entries(String about, long before, int limit) {
        return kernel.system(() -> audit.list("test.", "", about, Optional.empty(), Optional.empty(), before, limit));
    }

    @Test
    public void rowsAreChainedSoonAfterTheirCommit() {
        three();
        assertTrue(verify().whole());
        assertTrue(verify().checked() >= 3);
        assertFalse(entries("one", 0, 10).get(0).hash().isEmpty());
    }

    @Test
    public void aRowOfAFailedTransactionIsNotWritten() {
        assertThrows(
                IllegalStateException.class,
                () -> tx.run(() -> {
                    audit.write("test.done", "undone", Map.of());
                    throw new IllegalStateException("fails");
                }));
        assertEquals(List.of(), entries("undone", 0, 10));
    }

    @Test
    public void aChangedRowIsFound() {
        three();
        long id = entries("two", 0, 1).get(0).id();
        tx.sql().update("update kernel_audit set details = '{}' where id = ?", id);
        assertEquals(Optional.of(id), verify().broken());
    }

    @Test
    public void aRemovedRowIsFound() {
        three();
        long id = entries("two", 0, 1).get(0).id();
        tx.sql().update("delete from kernel_audit where id = ?", id);
        assertFalse(verify().whole());
    }

    @Test
    public void rowsPastTheirTimeGoAndTheRestIsStillVerified() {
        three();
        Clock later = Clock.offset(kernel.clock(), Duration.ofDays(1_200));
        new Retention(tx, kernel.get(Settings.class), audit, later).run(new Silent());
        assertEquals(List.of(), entries("", 0, 100));
        three();
        assertTrue(verify().whole());
        assertEquals("the three and the note of the removal", 4, verify().checked());
        long first = tx.sql().number("select min(id) from kernel_audit");
        tx.sql().update("delete from kernel_audit where id = ?", first);
        assertFalse(verify().whole());
    }

    private static final class Silent implements Progress {
        @Override
        public void at(long done, long total) {}

        @Override
        public void note(String key, Map<String, Object> args) {}
    }

    @Test
    public void rowsRemovedAtTheEndAreFound() {
        three();
        tx.sql()
                .update(
                        "delete from kernel_audit where id = ?",
                        entries("three", 0, 1).get(0).id());
        assertFalse(verify().whole());
    }

    @Test
    public void aRowSlippedInIsFound() {
        three();
        tx.sql()
                .update("insert into kernel_audit (id, happened_at, person_id, account, on_behalf, door, what, about,"
                        + " details, place, hash) select id + 100000, happened_at, person_id, account, on_behalf,"
                        + " door, what, about, '{}', place, hash from kernel_audit where about = 'one'");
        assertFalse(verify().whole());
    }

    @Test
    public void textMovedFromOneColumnToTheNextIsFound() {
        three();
        tx.sql().update("update kernel_audit set what = 'test.donet', about = 'wo' where about = 'two'");
        assertFalse(verify().whole());
    }

    @Test
    public void entriesAreFilteredAndPagedByIdNewestFirst() {
        three();
        List<Audit.Entry> first = entries("", 0, 2);
        assertEquals(
                List.of("three", "two"), first.stream().map(Audit.Entry::about).toList());
        List<Audit.Entry> next = entries("", first.get(1).id(), 2);
        assertEquals(List.of("one"), next.stream().map(Audit.Entry::about).toList());
        assertEquals(3, next.get(0).details().get("count"));
        assertEquals("system", next.get(0).account());
        Instant future = kernel.clock().instant().plusSeconds(60);
        assertEquals(
                List.of(), kernel.system(() -> audit.list("", "", "", Optional.of(future), Optional.empty(), 0, 10)));
    }

    @Test
    public void manyWritersAndTwoRunnersMakeOneChain() throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(6);
        Chain other = new Chain(tx);
        List<Future<?>> all = new ArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
            all.add(people.submit(() -> {
                for (int i = 0; i < 50; i++) audit.write("test.busy", "x", Map.of("i", i));
            }));
        }
        all.add(people.submit(() -> {
            for (int i = 0; i < 20; i++) other.chainAll();
        }));
        for (Future<?> one : all) one.get();
        people.shutdown();
        awaitChained();
        assertTrue(verify().whole());
        assertTrue(verify().checked() >= 200);
    }

    @Test
    public void nobodyReadsTheLogWithoutPermission() {
        assertThrows(Forbidden.class, () -> audit.list("", "", "", Optional.empty(), Optional.empty(), 0, 10));
        assertThrows(Forbidden.class, audit::verify);
    }
}
