package org.stepwise.crm.internal.activity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.job.Job;
import org.stepwise.kernel.api.job.JobBody;
import org.stepwise.kernel.api.job.Progress;
import org.stepwise.kernel.api.notice.Notices;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.tx.Transactions;

/** Reminds of planned activities a while before their time (CRM-8); each once, whatever happens in between. */
@Component(service = JobBody.class)
@Job(id = "crm/reminders", every = "PT5M")
public final class Reminders implements JobBody {
    private static final int AT_ONCE = 200;
    private final Transactions transactions;
    private final Notices notices;
    private final Settings settings;
    private final Clock clock;

    @Activate
    public Reminders(
            @Reference Transactions transactions,
            @Reference Notices notices,
            @Reference Settings settings,
            @Reference Clock clock) {
        this.transactions = transactions;
        this.notices = notices;
        this.settings = settings;
        this.clock = clock;
    }

    /** A plan that is due. */
    private record Due(long id, long owner, String title) {}

    @Override
    public void run(Progress progress) {
        int done = 0;
        int found;
        do {
            found = transactions.get(this::remindSome);
            done += found;
            progress.at(done, done);
        } while (found == AT_ONCE);
    }

    private int remindSome() {
        Instant now = clock.instant();
        Instant until =
                now.plus(Duration.ofMinutes(settings.get(ActivityRules.class).remindMinutes()));
        List<Due> due = transactions
                .sql()
                .list(
                        "select id, owner_id, title from crm_activity where planned_at between ? and ? and done_at is null"
                                + " and reminded_at is null and deleted = false order by planned_at"
                                + transactions.sql().limit(AT_ONCE),
                        row -> new Due(row.number(1), row.number(2), row.text(3)),
                        now.minus(Duration.ofDays(1)),
                        until);
        for (Due one : due) {
            notices.send(
                    "crm",
                    List.of(one.owner),
                    "crm.notice.planned",
                    Map.of("title", one.title),
                    Optional.of(RecordId.of("crm.activity", one.id)));
        }
        List<Object[]> marks =
                due.stream().map(one -> new Object[] {now, one.id}).toList();
        transactions.sql().batch("update crm_activity set reminded_at = ? where id = ?", marks);
        return due.size();
    }
}
