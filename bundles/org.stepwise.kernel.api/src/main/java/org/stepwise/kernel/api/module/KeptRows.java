package org.stepwise.kernel.api.module;

import java.util.Collection;
import java.util.List;
import java.util.function.LongConsumer;
import org.osgi.annotation.versioning.ConsumerType;
import org.stepwise.kernel.api.tx.Transactions;

/** Rows of one table that name the record in two columns, {@code type} and {@code record_id}. Thread-safe. */
@ConsumerType
public class KeptRows implements Keeping {
    private static final int STEP = 2_000;
    private final Transactions transactions;
    private final String name;
    private final String table;

    public KeptRows(Transactions transactions, String name, String table) {
        this.transactions = transactions;
        this.name = name;
        this.table = table;
    }

    /** Pattern of the ids of a module's record types. */
    protected static String types(String module) {
        return module + ".%";
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long count(String module) {
        return transactions.sql().number("select count(*) from " + table + " where type like ?", types(module));
    }

    @Override
    public void export(String module, Archive archive) {
        archive.rows(name, "select * from " + table + " where type like ? order by type, record_id", types(module));
    }

    @Override
    public void purge(String module, LongConsumer removed) {
        List<String> types = transactions
                .sql()
                .list("select distinct type from " + table + " where type like ?", row -> row.text(1), types(module));
        for (String type : types) {
            for (int gone = step(type); gone > 0; gone = step(type)) removed.accept(gone);
        }
    }

    /** All rows of the next records: few enough that nobody else waits for their locks. */
    private int step(String type) {
        return transactions.get(() -> {
            List<Long> records = transactions
                    .sql()
                    .list(
                            "select record_id from " + table + " where type = ? order by record_id"
                                    + transactions.sql().limit(STEP),
                            row -> row.number(1),
                            type);
            return records.isEmpty() ? 0 : remove(type, records.get(records.size() - 1));
        });
    }

    /** Removes the type's rows up to a record, inside a transaction. @return how many */
    protected int remove(String type, long upTo) {
        return transactions.sql().update("delete from " + table + " where type = ? and record_id <= ?", type, upTo);
    }

    @Override
    public long count(String type, Collection<Long> records) {
        String of = " where type = ? and record_id in (?)";
        return transactions.sql().number("select count(*) from " + table + of, type, records);
    }

    @Override
    public void forget(String type, Collection<Long> records) {
        transactions.sql().update("delete from " + table + " where type = ? and record_id in (?)", type, records);
    }
}
