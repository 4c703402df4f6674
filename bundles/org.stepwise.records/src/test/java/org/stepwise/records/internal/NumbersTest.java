package org.stepwise.records.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Test;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;

public class NumbersTest extends OnEachDatabase {
    private static final int CREATORS = 50;

    private String last() {
        return kernel.sql()
                .first("select max(number) from demo_deal where number like 'D-%'", row -> row.text(1))
                .orElse("");
    }

    private static long count(String number) {
        return number.isEmpty() ? 0 : Long.parseLong(number.substring(number.lastIndexOf('-') + 1));
    }

    @Test
    @Covers("REC-6")
    public void fiftyCreatorsAtOnceGetNumbersWithoutGapOrDouble() throws Exception {
        long before = count(last());
        ExecutorService pool = Executors.newFixedThreadPool(CREATORS);
        List<Callable<RecordId>> work = new ArrayList<>();
        for (int i = 0; i < CREATORS * 2; i++) {
            String name = "Deal " + i;
            work.add(() -> kernel.deal("amy", name));
        }
        List<RecordId> made = new ArrayList<>();
        for (Future<RecordId> one : pool.invokeAll(work)) made.add(one.get());
        pool.shutdown();
        TreeSet<Long> numbers = new TreeSet<>();
        for (RecordId id : made) {
            Row row = kernel.as("amy", () -> kernel.records().card(id).row());
            assertTrue(row.number(), row.number().matches("D-\\d{4}-\\d{4}"));
            numbers.add(count(row.number()));
        }
        assertEquals(CREATORS * 2, numbers.size());
        assertEquals(before + 1, (long) numbers.first());
        assertEquals(before + CREATORS * 2, (long) numbers.last());
    }

    @Test
    @Covers("REC-6")
    public void saversThatFailAmongFiftyLeaveNoGap() throws Exception {
        kernel.deal("amy", "First");
        long before = count(last());
        ExecutorService pool = Executors.newFixedThreadPool(CREATORS);
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int i = 0; i < CREATORS * 2; i++) {
            String name = "Deal " + i;
            boolean fails = i % 3 == 0;
            work.add(() -> fails ? fail(name) : kernel.deal("amy", name).id() > 0);
        }
        int made = 0;
        for (Future<Boolean> one : pool.invokeAll(work)) if (one.get()) made++;
        pool.shutdown();
        Set<Long> numbers = new TreeSet<>(
                kernel.sql().list("select number from demo_deal where number like 'D-%'", row -> count(row.text(1))));
        assertEquals(before + made, count(last()));
        assertEquals(before + made, kernel.sql().number("select count(*) from demo_deal where number like 'D-%'"));
        assertEquals(before + made, numbers.size());
    }

    /** A save that breaks after its number was given. @return false, as nothing was made */
    private boolean fail(String name) {
        Transactions tx = kernel.get(Transactions.class);
        try {
            kernel.run(
                    "amy",
                    () -> tx.run(() -> {
                        kernel.records().create("demo.deal", Map.of("name", name));
                        tx.beforeCommit(() -> {
                            throw new IllegalStateException("after the number was given");
                        });
                    }));
            return true;
        } catch (IllegalStateException broken) {
            return false;
        }
    }

    @Test
    @Covers("REC-6")
    public void aFailedSaveGivesItsNumberBack() {
        kernel.deal("amy", "One");
        long before = count(last());
        Transactions tx = kernel.get(Transactions.class);
        assertThrows(
                IllegalStateException.class,
                () -> kernel.run(
                        "amy",
                        () -> tx.run(() -> {
                            kernel.records().create("demo.deal", Map.of("name", "Undone"));
                            tx.beforeCommit(() -> {
                                throw new IllegalStateException("after the number was given");
                            });
                        })));
        kernel.deal("amy", "Two");
        assertEquals(before + 1, count(last()));
    }
}
