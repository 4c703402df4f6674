package org.stepwise.crm.internal.activity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

/** Reminds of planned activities a while before their time (CRM-8), as their unit has it; each once, whatever happens in between. */
@Component(service = JobBody.class)
@Job(id = "crm/reminders", every = "PT5M")
public final class Reminders implements JobBody {
    private static final int AT_ONCE = 200;
    private static final Duration LATE = Duration.ofDays(1);
    private static final String OPEN =
            "planned_at between ? and ? and done_at is null and reminded_at is null and deleted = false";
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
        Instant now = clock.instant();
        int[] done = {0};
        units(now).forEach((minutes, units) -> {
            int found;
            do {
                found = transactions.get(() -> remindSome(now, minutes, units));
                done[0] += found;
                progress.at(done[0], done[0]);
            } while (found == AT_ONCE);
        });
    }

    /** The units that have something planned soon, by how long before they are reminded. */
    private Map<Integer, Set<Long>> units(Instant now) {
        List<Long> units = transactions.read(() -> transactions
                .sql()
                .list(
                        "select distinct unit_id from crm_activity where " + OPEN,
                        row -> row.number(1),
                        now.minus(LATE),
                        now.plus(ActivityRules.EARLIEST)));
        Map<Integer, Set<Long>> byMinutes = new TreeMap<>();
        for (long unit : units) {
            int minutes = settings.get(ActivityRules.class, unit).remindMinutes();
            byMinutes.computeIfAbsent(minutes, m -> new TreeSet<>()).add(unit);
        }
        return byMinutes;
    }

    private int remindSome(Instant now, int minutes, Set<Long> units) {
        List<Due> due = transactions
                .sql()
                .list(
                        "select id, owner_id, title from crm_activity where " + OPEN
                                + " and unit_id in (?) order by planned_at"
                                + transactions.sql().limit(AT_ONCE),
                        row -> new Due(row.number(1), row.number(2), row.text(3)),
                        now.minus(LATE),
                        now.plus(Duration.ofMinutes(minutes)),
                        units);
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
