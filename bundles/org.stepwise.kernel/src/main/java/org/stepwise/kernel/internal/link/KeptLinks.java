package org.stepwise.kernel.internal.link;

import java.util.Collection;
import java.util.List;
import java.util.function.LongConsumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.module.Archive;
import org.stepwise.kernel.api.module.Keeping;
import org.stepwise.kernel.api.tx.Transactions;

/** Links of the records. A purge leaves tombstones (LNK-4); a link with nothing at either end goes. */
@Component(service = Keeping.class)
public final class KeptLinks implements Keeping {
    private static final int STEP = 2_000;
    private static final String EITHER =
            " where (from_type like ? and from_gone = false or to_type like ? and to_gone = false)";
    private final Transactions transactions;

    @Activate
    public KeptLinks(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "links";
    }

    @Override
    public long count(String module) {
        String types = module + ".%";
        return transactions.sql().number("select count(*) from kernel_link" + EITHER, types, types);
    }

    @Override
    public void export(String module, Archive archive) {
        String types = module + ".%";
        archive.rows("links", "select * from kernel_link" + EITHER + " order by id", types, types);
    }

    @Override
    public void purge(String module, LongConsumer removed) {
        for (int marked = step(module); marked > 0; marked = step(module)) removed.accept(marked);
    }

    private int step(String module) {
        String types = module + ".%";
        return transactions.get(() -> {
            List<Long> links = transactions
                    .sql()
                    .list(
                            "select id from kernel_link" + EITHER
                                    + transactions.sql().limit(STEP),
                            row -> row.number(1),
                            types,
                            types);
            if (links.isEmpty()) return 0;
            mark("from", types, links);
            mark("to", types, links);
            transactions
                    .sql()
                    .update("delete from kernel_link where id in (?) and from_gone = true and to_gone = true", links);
            return links.size();
        });
    }

    private void mark(String end, String types, List<Long> links) {
        transactions
                .sql()
                .update(
                        "update kernel_link set " + end + "_gone = true where id in (?) and " + end + "_type like ?",
                        links,
                        types);
    }

    private static final String OF =
            " from kernel_link where from_type = ? and from_id in (?) or to_type = ? and to_id in (?)";

    @Override
    public long count(String type, Collection<Long> records) {
        return transactions.sql().number("select count(*)" + OF, type, records, type, records);
    }

    /** With both ends: whoever is left has nothing to be reminded of. */
    @Override
    public void forget(String type, Collection<Long> records) {
        transactions.sql().update("delete" + OF, type, records, type, records);
    }
}
