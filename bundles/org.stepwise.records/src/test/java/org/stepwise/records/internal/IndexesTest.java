package org.stepwise.records.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.records.internal.deal.RecordKernel;
import org.stepwise.records.internal.index.IndexMaker;
import org.stepwise.records.internal.index.Indexes;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.TestKernel;

/** Indexes on PostgreSQL, always; on Derby they are made in the listings' tests. */
public class IndexesTest {
    private static final String INDEX = "demo_customer_w_name";

    @ClassRule
    public static final RecordKernel KERNEL = RecordKernel.onPostgres();

    private static RecordType<?> customers() {
        return KERNEL.get(Types.class).require("demo.customer");
    }

    private static Indexes indexes() {
        return new Indexes(KERNEL.get(Transactions.class), KERNEL.get(Types.class));
    }

    @Before
    public void made() {
        Indexes first = KERNEL.get(IndexMaker.class).indexes();
        TestKernel.await("the first indexes are made", () -> !first.missing(customers()));
    }

    private static long valid(String index) {
        return KERNEL.sql()
                .number(
                        "select count(*) from pg_index i join pg_class c on c.oid = i.indexrelid"
                                + " where c.relname = ? and i.indisvalid",
                        index);
    }

    private static void fill() {
        List<Object[]> rows = new ArrayList<>();
        for (long id = 500_000; id < 502_000; id++) rows.add(new Object[] {id, "Customer " + id});
        KERNEL.sql()
                .batch(
                        "insert into demo_customer (id, version, number, title, owner_id, unit_id, segment_id, security_level,"
                                + " deleted, name_key, pinyin_key, created_at, created_by, updated_at, updated_by, name)"
                                + " values (?, 1, '', '', 0, 0, 0, 0, false, '', '', current_timestamp, 0,"
                                + " current_timestamp, 0, ?)",
                        rows);
    }

    @After
    public void empty() {
        KERNEL.sql().update("delete from demo_customer where id >= 500000");
    }

    @Test
    @Covers("REC-1")
    public void anInvalidIndexOfABrokenAttemptIsMadeAgain() {
        fill();
        KERNEL.sql().update("update pg_index set indisvalid = false where indexrelid = '" + INDEX + "'::regclass");
        assertEquals(0, valid(INDEX));
        assertTrue(indexes().make(customers()));
        assertEquals(1, valid(INDEX));
    }

    @Test
    @Covers("REC-1")
    public void anIndexOfALargeTableIsMadeWhileItIsWritten() {
        fill();
        KERNEL.sql().update("drop index " + INDEX);
        assertTrue(indexes().make(customers()));
        assertEquals(1, valid(INDEX));
    }

    @Test
    @Covers("REC-1")
    public void whatCannotBeMadeIsToldSoThatItIsTriedAgain() {
        fill();
        KERNEL.sql().update("drop index demo_customer_w_created_at");
        Transactions tx = KERNEL.get(Transactions.class);
        tx.run(() -> {
            KERNEL.sql().number("select 1 where pg_advisory_lock(hashtext('index demo_customer')) is not null");
            assertFalse(tx.apart(() -> other().make(customers())));
            KERNEL.sql().number("select 1 where pg_advisory_unlock(hashtext('index demo_customer'))");
        });
        assertTrue(indexes().make(customers()));
    }

    private static Indexes other() {
        return indexes();
    }
}
