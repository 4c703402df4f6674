package org.stepwise.kernel.internal.job;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.calendar.WorkingCalendar;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;

/** When each job is due next; common to all nodes, and kept over a restart. */
@Component(service = Schedule.class)
public final class Schedule {
    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);
    private final Transactions transactions;
    private final Runs runs;
    private final WorkingCalendar calendar;
    private final Clock clock;

    private record Plan(String every, Optional<Instant> next) {}

    @Activate
    public Schedule(
            @Reference Transactions transactions,
            @Reference Runs runs,
            @Reference WorkingCalendar calendar,
            @Reference Clock clock) {
        this.transactions = transactions;
        this.runs = runs;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** Makes runs of the jobs that are due; of several nodes one makes it. */
    void make(Iterable<JobBoard.Known> jobs) {
        Map<String, Plan> plans = plans();
        for (JobBoard.Known job : jobs) {
            Plan plan = plans.get(job.id());
            if (plan == null) insert(job);
            else if (!plan.every().equals(job.every())) update(job, plan, after(job));
            else if (plan.next().filter(next -> !next.isAfter(clock.instant())).isPresent()) start(job, plan);
        }
    }

    /** The lock row of a job that was never seen before. */
    void ensure(JobBoard.Known job) {
        if (!plans().containsKey(job.id())) insert(job);
    }

    private Map<String, Plan> plans() {
        Map<String, Plan> plans = new HashMap<>();
        transactions
                .sql()
                .each(
                        "select id, every, next_at from kernel_job",
                        row -> plans.put(row.text(1), new Plan(row.text(2), row.instant(3))));
        return plans;
    }

    Optional<Instant> next(String job) {
        return transactions
                .sql()
                .first("select next_at from kernel_job where id = ?", row -> row.instant(1), job)
                .flatMap(next -> next);
    }

    private Optional<Instant> after(JobBoard.Known job) {
        return job.pace().after(clock.instant(), calendar.zone());
    }

    /** Another thread or node may write the same row at this moment; then it is there, which is all that is wanted. */
    private void insert(JobBoard.Known job) {
        try {
            transactions.apart(() -> transactions
                    .sql()
                    .update(
                            "insert into kernel_job (id, every, next_at) values (?, ?, ?)",
                            job.id(),
                            job.every(),
                            after(job)));
        } catch (Conflict e) {
            LOG.debug("job {} is planned already", job.id());
        }
    }

    private boolean update(JobBoard.Known job, Plan plan, Optional<Instant> next) {
        Sql sql = transactions.sql();
        if (plan.next().isEmpty()) {
            return sql.update(
                            "update kernel_job set every = ?, next_at = ? where id = ? and next_at is null",
                            job.every(),
                            next,
                            job.id())
                    == 1;
        }
        return sql.update(
                        "update kernel_job set every = ?, next_at = ? where id = ? and next_at = ?",
                        job.every(),
                        next,
                        job.id(),
                        plan.next())
                == 1;
    }

    /** Whoever moves the next start makes the run; one that waits or runs still is not doubled. */
    private void start(JobBoard.Known job, Plan plan) {
        transactions.apart(() -> {
            boolean first = update(job, plan, after(job));
            if (first && !runs.pending(job.id())) runs.waiting(job.id(), 1, clock.instant(), 0, "");
            return first;
        });
    }
}
