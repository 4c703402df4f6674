package org.stepwise.notices.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.job.Job;
import org.stepwise.kernel.api.job.JobBody;
import org.stepwise.kernel.api.job.Progress;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.tx.Transactions;

/** Removes old notices, in short transactions. */
@Component(service = JobBody.class)
@Job(id = "notices/retention", every = "03:40")
public final class Retention implements JobBody {
    private static final int BATCH = 1000;
    private final Transactions tx;
    private final Settings settings;
    private final Clock clock;

    @Activate
    public Retention(@Reference Transactions tx, @Reference Settings settings, @Reference Clock clock) {
        this.tx = tx;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void run(Progress progress) {
        NoticeRules rules = settings.get(NoticeRules.class);
        Instant now = clock.instant();
        Instant read = now.minus(Duration.ofDays(rules.readDays()));
        Instant any = now.minus(Duration.ofDays(rules.unreadDays()));
        long removed = 0;
        int batch;
        do {
            batch = tx.get(() -> removeSome(read, any));
            removed += batch;
            progress.at(removed, removed);
        } while (batch == BATCH);
        if (removed > 0) progress.note("notices.note.removed", Map.of("count", removed));
    }

    private int removeSome(Instant read, Instant any) {
        List<Long> old = tx.sql()
                .list(
                        "select id from notices_notice where sent_at < ? or (sent_at < ? and read_at is not null)"
                                + tx.sql().limit(BATCH),
                        row -> row.number(1),
                        any,
                        read);
        return old.isEmpty() ? 0 : tx.sql().update("delete from notices_notice where id in (?)", old);
    }
}
