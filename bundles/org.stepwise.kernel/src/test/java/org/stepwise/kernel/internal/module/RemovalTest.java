package org.stepwise.kernel.internal.module;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.Test;
import org.osgi.framework.ServiceRegistration;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.job.Progress;
import org.stepwise.kernel.api.module.Keeping;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.module.Removal;
import org.stepwise.kernel.api.module.Removal.Data;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;

/** Uninstalling never drops data unless that was typed (ROL-5). */
public class RemovalTest extends OnEachWarehouse {
    public RemovalTest(Warehouse warehouse) {
        super(warehouse);
    }

    private Modules.State install() {
        return warehouse.kernel.system(() -> warehouse.life().install("stock")).state();
    }

    private long rows(String table) {
        return warehouse.sql().number("select count(*) from " + table);
    }

    private Map<String, Long> held() {
        Map<String, Long> counts = new TreeMap<>();
        warehouse
                .kernel
                .system(() -> warehouse.life().holdings("stock"))
                .forEach(one -> counts.put(one.type().isEmpty() ? one.name() : one.type(), one.count()));
        return counts;
    }

    @Test
    @Covers("ROL-5")
    public void keptDataIsThereAgainAsItWas() {
        assertEquals(
                Map.of("stock.item", 3L, "stock_move", 3L, "links", 5L, "rules", 0L, "shares", 1L, "errands", 0L),
                held());
        remove(Data.KEEP, "");
        assertEquals(Modules.State.READY, install());
        assertEquals(
                Map.of("stock.item", 3L, "stock_move", 3L, "links", 5L, "rules", 0L, "shares", 1L, "errands", 0L),
                held());
        assertEquals(List.of(), warehouse.exported());
    }

    @Test
    @Covers("ROL-5")
    public void anExportIsWholeBeforeAnythingIsClosedAndTheDataStays() throws Exception {
        Removal removal = remove(Data.EXPORT, "");
        assertEquals(List.of(warehouse.exported()), warehouse.exportsAtClosing);
        assertEquals(1, warehouse.exported().size());
        try (ZipFile zip =
                new ZipFile(warehouse.kernel.home().resolve(removal.file()).toFile())) {
            List<String> names = Collections.list(zip.entries()).stream()
                    .map(ZipEntry::getName)
                    .filter(name -> !name.startsWith("stock_move"))
                    .toList();
            assertEquals(
                    List.of(
                            "errands.csv",
                            "errands.json",
                            "export.json",
                            "links.csv",
                            "links.json",
                            "rules-confirmed.csv",
                            "rules-confirmed.json",
                            "rules.csv",
                            "rules.json",
                            "shares.csv",
                            "shares.json",
                            "stock_item.csv",
                            "stock_item.json"),
                    names.stream().sorted().toList());
            String csv = text(zip, "stock_item.csv");
            assertEquals(4, csv.split("\r\n").length);
            assertTrue(csv, csv.contains("\"'=Item, \"\"1\"\"\",12.5"));
            assertTrue(text(zip, "stock_item.json")
                    .contains("\"name\":\"=Item, \\\"1\\\"\",\"amount\":12.50,\"note\":\"Two\\nlines\""));
        }
        assertEquals(3, rows("stock_item"));
        assertEquals(Modules.State.AVAILABLE, removal.module().state());
    }

    private static String text(ZipFile zip, String name) throws java.io.IOException {
        return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    @Covers({"ROL-5", "JOB-1"})
    public void aCancelledExportClosesNothingAndLeavesNothing() {
        Progress cancelled = new Progress() {
            @Override
            public void at(long done, long total) {
                throw new Cancelled();
            }

            @Override
            public void note(String key, Map<String, Object> args) {}
        };
        assertThrows(
                Progress.Cancelled.class,
                () -> warehouse.kernel.system(() -> warehouse.life().remove("stock", Data.EXPORT, "", cancelled)));
        assertTrue(warehouse.installed("stock"));
        assertEquals(List.of(), warehouse.exported());
    }

    @Test
    @Covers("ROL-5")
    public void anExportThatCannotBeWrittenClosesNothing() throws Exception {
        java.nio.file.Files.writeString(warehouse.exports(), "in the way");
        assertThrows(Unavailable.class, () -> remove(Data.EXPORT, ""));
        assertTrue(warehouse.installed("stock"));
        assertEquals(3, rows("stock_item"));
    }

    @Test
    @Covers("ROL-5")
    public void aPurgeNeedsTheModulesIdTyped() {
        for (String typed : List.of("", "yes", "STOCK")) {
            Invalid refused = assertThrows(Invalid.class, () -> remove(Data.PURGE, typed));
            assertEquals(
                    "kernel.problem.purgeConfirm", refused.violations().get(0).code());
        }
        assertTrue(warehouse.installed("stock"));
        assertEquals(3, rows("stock_item"));
    }

    @Test
    @Covers({"ROL-5", "LNK-4", "AUD-1"})
    public void aPurgeRemovesTablesAndWhatOthersKeepAndLeavesTombstones() {
        Removal removal = remove(Data.PURGE, "stock");
        assertEquals(
                12, removal.held().stream().mapToLong(Removal.Holding::count).sum());
        assertFalse(warehouse.hasTables());
        assertEquals(0, rows("share where type like 'stock.%'"));
        assertEquals(0, rows("kernel_schema where module = 'stock'"));
        assertEquals(0, rows("kernel_purge"));
        assertEquals(4, rows("kernel_link"));
        assertEquals(3, rows("kernel_link where from_gone = true and to_gone = false"));
        assertEquals(1, rows("kernel_link where to_gone = true and from_gone = false"));
        String told = warehouse
                .sql()
                .first(
                        "select details from kernel_audit where what = 'module.purged' order by id desc",
                        row -> row.text(1))
                .orElseThrow();
        assertTrue(told, told.contains("\"stock.item\":3") && told.contains("\"links\":5"));
    }

    @Test
    @Covers({"ROL-5", "ROL-21"})
    public void itsRulesOfUseAndTheirConfirmationsAreCountedAndGoWithItsData() {
        Transactions tx = warehouse.kernel.get(Transactions.class);
        Instant day = Instant.parse("2026-03-02T08:00:00Z");
        tx.run(() -> {
            tx.sql()
                    .update(
                            "insert into rollout_rules (module, edition, zh, en, shipped, published_at, by_person, by_name)"
                                    + " values ('stock', 1, '规范', 'Rules', false, ?, 0, '')",
                            day);
            tx.sql()
                    .update(
                            "insert into rollout_rules_confirmed (person_id, module, edition, confirmed_at)"
                                    + " values (1, 'stock', 1, ?), (2, 'stock', 1, ?)",
                            day,
                            day);
        });
        assertEquals(3L, (long) held().get("rules"));
        remove(Data.PURGE, "stock");
        assertEquals(0, rows("rollout_rules where module = 'stock'"));
        assertEquals(0, rows("rollout_rules_confirmed where module = 'stock'"));
    }

    @Test
    @Covers({"ROL-5", "LNK-4"})
    public void afterAPurgeTheModuleBeginsEmptyAndNoIdMeansTwoRecords() {
        long before = warehouse.sql().number("select max(id) from stock_item");
        remove(Data.PURGE, "stock");
        assertEquals(Modules.State.READY, install());
        assertEquals(0, rows("stock_item"));
        assertEquals(
                Map.of("stock.item", 0L, "stock_move", 0L, "links", 0L, "rules", 0L, "shares", 0L, "errands", 0L),
                held());
        assertTrue(warehouse.sql().nextId("stock_item_seq") > before);
        String next = warehouse.toString().equals("Derby")
                ? "values next value for stock_item_seq"
                : "select nextval('stock_item_seq')";
        assertTrue(warehouse.sql().number(next) > before);
    }

    @Test
    @Covers("ROL-5")
    public void dataThatWasKeptCanBePurgedLater() {
        remove(Data.KEEP, "");
        assertEquals(3L, (long) held().get("stock.item"));
        remove(Data.PURGE, "stock");
        assertFalse(warehouse.hasTables());
        assertEquals(1, warehouse.exportsAtClosing.size());
    }

    @Test
    @Covers({"ROL-5", "ROL-12"})
    public void aPurgeThatBrokeOffKeepsTheModuleClosedUntilItIsAskedForAgain() {
        AtomicBoolean broken = new AtomicBoolean(true);
        ServiceRegistration<Keeping> last = keeping(() -> {
            // as a server does that is killed in the middle
            if (broken.get()) throw new Unavailable("kernel.problem.starting", Map.of());
        });
        try {
            assertThrows(Unavailable.class, () -> remove(Data.PURGE, "stock"));
            assertTrue(warehouse.hasTables());
            assertEquals(
                    "kernel.problem.purgeUnfinished",
                    assertThrows(Conflict.class, this::install).key());
            assertEquals(Modules.State.FAILED, stateWhenItsBundleStartsAnyway());
            broken.set(false);
            Removal ended = remove(Data.PURGE, "stock");
            assertEquals(
                    12, ended.held().stream().mapToLong(Removal.Holding::count).sum());
        } finally {
            last.unregister();
        }
        assertFalse(warehouse.hasTables());
        assertEquals(Modules.State.READY, install());
    }

    /** As after a start on a state that the container had not written yet. */
    private Modules.State stateWhenItsBundleStartsAnyway() {
        warehouse.install("stock");
        org.stepwise.testkit.TestKernel.await(
                "it is refused",
                () -> warehouse.life().info("stock").state() == Modules.State.FAILED,
                () -> warehouse.life().info("stock").toString());
        return warehouse.life().info("stock").state();
    }

    @Test
    @Covers("ROL-5")
    public void twoPurgesAtOnceRemoveOnce() throws Exception {
        List<Long> counts = Collections.synchronizedList(new ArrayList<>());
        List<Thread> two = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            two.add(new Thread(() -> counts.add(remove(Data.PURGE, "stock").held().stream()
                    .mapToLong(Removal.Holding::count)
                    .sum())));
        }
        two.forEach(Thread::start);
        for (Thread one : two) one.join();
        assertEquals(List.of(0L, 12L), counts.stream().sorted().toList());
        assertFalse(warehouse.hasTables());
        assertEquals(4, rows("kernel_link"));
    }

    private void phase(String state) {
        warehouse.sql().update("delete from rollout_phase");
        warehouse.sql().update("delete from rollout_phase_module");
        warehouse
                .sql()
                .update(
                        "insert into rollout_phase (id, version, code, name, goal, state, sort_order)"
                                + " values (1, 1, 'pilot', 'Pilot', '', ?, 1)",
                        state);
        warehouse.sql().update("insert into rollout_phase_module (phase_id, address) values (1, 'stock')");
    }

    @Test
    @Covers("ROL-5")
    public void nothingIsRemovedWhileAPhaseHoldsTheModuleBeItPaused() {
        for (String state : List.of("ACTIVE", "PAUSED", "COMPLETED")) {
            phase(state);
            for (Data data : Data.values()) {
                Conflict refused = assertThrows(Conflict.class, () -> remove(data, "stock"));
                assertEquals(state, "kernel.problem.moduleInUse", refused.key());
            }
        }
        assertTrue(warehouse.installed("stock"));
        assertEquals(3, rows("stock_item"));
        phase("ROLLED_BACK");
        remove(Data.KEEP, "");
        assertFalse(warehouse.installed("stock"));
    }

    /** What another node does with the database, of which this one hears nothing. */
    private void purgedElsewhere() {
        warehouse.kernel.system(() -> warehouse.kernel.get(Purge.class).run("stock", () -> {}, new Unwatched()));
    }

    private void follow() {
        warehouse.kernel.get(Lifecycle.class).follow();
    }

    @Test
    @Covers({"ROL-5", "ROL-14"})
    public void aModuleThatAnotherNodePurgedIsLetGoHereToo() {
        follow();
        assertTrue("nothing was taken away", warehouse.installed("stock"));
        purgedElsewhere();
        follow();
        assertFalse(warehouse.installed("stock"));
        assertFalse(warehouse.hasTables());
        assertEquals(Modules.State.READY, install());
        assertEquals(0, rows("stock_item"));
        follow();
        assertTrue("it came after the purge", warehouse.installed("stock"));
    }

    @Test
    @Covers({"ROL-5", "ROL-14"})
    public void aModuleThatAnotherNodePurgedComesUpAnewWhenAPhaseAsksForIt() {
        purgedElsewhere();
        assertFalse(warehouse.hasTables());
        assertEquals(Modules.State.READY, install());
        assertEquals("with tables of its own", 0, rows("stock_item"));
    }

    @Test
    @Covers({"ROL-3", "ROL-14"})
    public void aModuleThatAnotherNodeUninstalledStaysWhileAPhaseHoldsIt() {
        phase("ACTIVE");
        warehouse.kernel.get(Transactions.class).run(() -> new Removals(warehouse.sql()).count("stock"));
        follow();
        assertTrue(warehouse.installed("stock"));
        phase("ROLLED_BACK");
        follow();
        assertFalse(warehouse.installed("stock"));
        assertEquals(3, rows("stock_item"));
    }
}
