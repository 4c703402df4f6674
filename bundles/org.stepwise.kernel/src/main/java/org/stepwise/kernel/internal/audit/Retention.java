package org.stepwise.kernel.internal.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.job.Job;
import org.stepwise.kernel.api.job.JobBody;
import org.stepwise.kernel.api.job.Progress;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;

/**
 * Removes the rows of the audit log that are older than the company keeps them, from the chain's beginning only, and writes down that
 * it did: what is kept can still be verified.
 */
@Component(service = JobBody.class)
@Job(id = "kernel/audit", every = "03:50")
public final class Retention implements JobBody {
    private static final int STEP = 500;
    private final Transactions transactions;
    private final Settings settings;
    private final Audit audit;
    private final Clock clock;

    @Activate
    public Retention(
            @Reference Transactions transactions,
            @Reference Settings settings,
            @Reference Audit audit,
            @Reference Clock clock) {
        this.transactions = transactions;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public void run(Progress progress) {
        Instant limit = clock.instant()
                .minus(Duration.ofDays(settings.get(AuditRules.class).keepDays()));
        Sql sql = transactions.sql();
        long first = sql.number("select place from kernel_audit_start where id = 1");
        long kept = sql.number("select min(place) from kernel_audit where happened_at >= ?", limit);
        long last = kept == 0 ? sql.number("select max(place) from kernel_audit") : kept - 1;
        for (long place = first; place < last; place = remove(Math.min(place + STEP, last))) {
            progress.at(place - first, last - first);
        }
        if (last <= first) return;
        transactions.run(
                () -> audit.write("audit.tidied", "", Map.of("before", limit.toString(), "rows", last - first)));
    }

    private long remove(long last) {
        return transactions.get(() -> {
            Sql sql = transactions.sql();
            sql.update(
                    "update kernel_audit_start set place = ?, hash = (select hash from kernel_audit where place = ?)"
                            + " where id = 1",
                    last,
                    last);
            sql.update("delete from kernel_audit where place <= ?", last);
            return last;
        });
    }
}
