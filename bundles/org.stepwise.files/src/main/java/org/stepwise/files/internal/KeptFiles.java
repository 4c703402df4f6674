package org.stepwise.files.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.module.Archive;
import org.stepwise.kernel.api.module.Keeping;
import org.stepwise.kernel.api.module.KeptRows;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;

/** Files of the records. Contents that no file uses any more go with the nightly cleaning. */
@Component(service = Keeping.class)
public final class KeptFiles extends KeptRows {
    private static final int PAGE = 500;
    private final Transactions transactions;
    private final BlobDirectory blobs;
    private final Clock clock;

    @Activate
    public KeptFiles(@Reference Transactions transactions, @Reference BlobDirectory blobs, @Reference Clock clock) {
        super(transactions, "files", "files_file");
        this.transactions = transactions;
        this.blobs = blobs;
        this.clock = clock;
    }

    private record Kept(long id, String digest, long bytes) {}

    /** The list of the files, and each content once, by its digest. */
    @Override
    public void export(String module, Archive archive) {
        super.export(module, archive);
        String last = "";
        for (List<Kept> page = page(module, last); !page.isEmpty(); page = page(module, last)) {
            for (Kept kept : page) {
                copy(kept, archive);
                last = kept.digest;
            }
        }
    }

    private List<Kept> page(String module, String after) {
        return transactions
                .sql()
                .list(
                        "select min(id), digest, max(bytes) from files_file where type like ? and digest > ?"
                                + " group by digest order by digest"
                                + transactions.sql().limit(PAGE),
                        row -> new Kept(row.number(1), row.text(2), row.number(3)),
                        types(module),
                        after);
    }

    private void copy(Kept kept, Archive archive) {
        try (InputStream in = blobs.open(kept.digest, 0, kept.bytes)) {
            archive.file("files/" + kept.digest, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the files took of their owners' quotas is given back. */
    @Override
    protected int remove(String type, long upTo) {
        giveBack(" from files_file where type = ? and record_id <= ?", type, upTo);
        return super.remove(type, upTo);
    }

    @Override
    public void forget(String type, Collection<Long> records) {
        giveBack(" from files_file where type = ? and record_id in (?)", type, records);
        super.forget(type, records);
    }

    private void giveBack(String of, String type, Object which) {
        Sql sql = transactions.sql();
        sql.update(
                "update files_blob set used_at = ? where digest in (select digest" + of + ")",
                clock.instant(),
                type,
                which);
        List<Object[]> given = sql.list(
                "select by_id, sum(bytes)" + of + " group by by_id",
                row -> new Object[] {row.number(2), row.number(1)},
                type,
                which);
        sql.batch("update files_usage set bytes = bytes - ? where person_id = ?", given);
    }
}
