package org.stepwise.records.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.records.internal.deal.RecordKernel;
import org.stepwise.testkit.Covers;

public class NumbersTest {
    private static final int CREATORS = 50;

    @ClassRule
    public static final RecordKernel KERNEL = RecordKernel.any();

    private static String last() {
        return KERNEL.sql()
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
            work.add(() -> KERNEL.deal("amy", name));
        }
        List<RecordId> made = new ArrayList<>();
        for (Future<RecordId> one : pool.invokeAll(work)) made.add(one.get());
        pool.shutdown();
        TreeSet<Long> numbers = new TreeSet<>();
        for (RecordId id : made) {
            Row row = KERNEL.as("amy", () -> KERNEL.records().card(id).row());
            assertTrue(row.number(), row.number().matches("D-\\d{4}-\\d{4}"));
            numbers.add(count(row.number()));
        }
        assertEquals(CREATORS * 2, numbers.size());
        assertEquals(before + 1, (long) numbers.first());
        assertEquals(before + CREATORS * 2, (long) numbers.last());
    }

    @Test
    @Covers("REC-6")
    public void aFailedSaveGivesItsNumberBack() {
        KERNEL.deal("amy", "One");
        long before = count(last());
        Transactions tx = KERNEL.get(Transactions.class);
        assertThrows(
                IllegalStateException.class,
                () -> KERNEL.run(
                        "amy",
                        () -> tx.run(() -> {
                            KERNEL.records().create("demo.deal", Map.of("name", "Undone"));
                            tx.beforeCommit(() -> {
                                throw new IllegalStateException("after the number was given");
                            });
                        })));
        KERNEL.deal("amy", "Two");
        assertEquals(before + 1, count(last()));
    }
}
