package org.stepwise.kernel.internal.tx;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.TestKernel;

public class BoundTransactionsTest {
    private static final TestKernel KERNEL = TestKernel.onDerby();
    private static Transactions transactions;
    private static Sql sql;

    @BeforeClass
    public static void start() {
        transactions = KERNEL.startOnly().get(Transactions.class);
        sql = transactions.sql();
        sql.update("create table thing (id bigint not null primary key, name varchar(40), made timestamp)");
        sql.update("create sequence thing_seq as bigint start with 1 increment by 50");
    }

    @AfterClass
    public static void stop() {
        KERNEL.after();
    }

    @Test
    public void anExceptionRollsEverythingBack() {
        assertThrows(
                IllegalArgumentException.class,
                () -> transactions.run(() -> {
                    sql.update("insert into thing (id, name) values (?, ?)", 900, "lost");
                    throw new IllegalArgumentException();
                }));
        assertEquals(0, sql.number("select count(*) from thing where id = 900"));
    }

    @Test
    public void aNestedCallJoinsAndWorkApartStays() {
        assertThrows(
                IllegalArgumentException.class,
                () -> transactions.run(() -> {
                    transactions.run(() -> sql.update("insert into thing (id, name) values (?, ?)", 901, "inner"));
                    transactions.apart(() -> sql.update("insert into thing (id, name) values (?, ?)", 902, "apart"));
                    throw new IllegalArgumentException();
                }));
        assertEquals(
                List.of(902L),
                sql.list("select id from thing where id in (?)", row -> row.number(1), List.of(901L, 902L)));
    }

    @Test
    public void hooksRunBeforeAndAfterTheCommit() {
        List<String> order = new ArrayList<>();
        transactions.run(() -> {
            transactions.afterCommit(() -> order.add("after " + transactions.active()));
            transactions.beforeCommit(() -> order.add("before " + transactions.active()));
            order.add("work");
        });
        assertEquals(List.of("work", "before true", "after false"), order);
    }

    @Test
    public void aBrokenUniqueRuleIsAConflict() {
        sql.update("insert into thing (id, name) values (?, ?)", 903, "once");
        assertThrows(Conflict.class, () -> sql.update("insert into thing (id, name) values (?, ?)", 903, "twice"));
    }

    @Test
    public void nullsInstantsAndListsAreBound() {
        Instant now = Instant.parse("2026-11-22T10:00:00Z");
        sql.update("insert into thing (id, name, made) values (?, ?, ?)", 904, null, now);
        Optional<Instant> read = sql.first(
                        "select made from thing where id = ? and name is null", row -> row.instant(1), 904)
                .orElseThrow();
        assertEquals(Optional.of(now), read);
        assertEquals(0, sql.number("select count(*) from thing where id in (?)", List.of()));
        List<Long> others = List.of(905L, 906L);
        assertEquals(1, sql.number("select count(*) from thing where id = 904 and id not in (?)", others));
        assertEquals(0, sql.number("select count(*) from thing where id = 904 and id not in (?)", List.of(904L, 905L)));
    }

    @Test
    public void aReaderThatADeadlockHitsReadsAgain() throws Exception {
        AtomicInteger rounds = new AtomicInteger();
        List<List<String>> names = new ArrayList<>();
        besideALongWork(
                910,
                theirs -> names.add(transactions.read(() -> {
                    rounds.incrementAndGet();
                    String first = held(910);
                    theirs.run();
                    return List.of(first, held(911));
                })));
        assertEquals("the reader was the victim once", 2, rounds.get());
        assertEquals(List.of(List.of("new", "new")), names);
    }

    @Test
    public void aSmallChangeThatADeadlockHitsIsMadeAgain() throws Exception {
        AtomicInteger rounds = new AtomicInteger();
        besideALongWork(
                930,
                theirs -> transactions.run(() -> {
                    rounds.incrementAndGet();
                    renamed(930);
                    theirs.run();
                    renamed(931);
                }));
        assertEquals("the small change was the victim once", 2, rounds.get());
        assertEquals("small", held(930));
        assertEquals("small", held(931));
    }

    @Test
    public void whatIsDoneOnceIsNotMadeAgain() throws Exception {
        besideALongWork(
                950,
                theirs -> assertThrows(
                        Unavailable.class,
                        () -> transactions.once(() -> {
                            renamed(950);
                            theirs.run();
                            return renamed(951);
                        })));
        assertEquals("new", held(950));
        assertEquals("new", held(951));
    }

    private static int renamed(int id) {
        return sql.update("update thing set name = 'small' where id = ?", id);
    }

    /** Another transaction has changed nine rows and wants a tenth, the first, as soon as the work here holds that one. */
    private static void besideALongWork(int first, Consumer<Runnable> work) throws Exception {
        for (int id = first; id < first + 10; id++) sql.update("insert into thing (id, name) values (?, 'old')", id);
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> transactions.run(() -> {
            sql.update("update thing set name = 'new' where id between ? and ?", first + 1, first + 9);
            written.countDown();
            await(held);
            sql.update("update thing set name = 'new' where id = ?", first);
        }));
        await(written);
        work.accept(held::countDown);
        writer.get();
    }

    /** Reads a row and keeps its lock to the end of the transaction, on the connection itself, where nothing is repeated. */
    private static String held(int id) {
        return sql.with(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select name from thing where id = " + id + " with rs")) {
                row.next();
                return row.getString(1);
            }
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue("nobody came", latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    public void pooledIdsAreUnique() {
        long first = sql.nextId("thing_seq");
        for (int i = 1; i <= 120; i++) assertTrue(sql.nextId("thing_seq") > first);
    }
}
