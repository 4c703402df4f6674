package org.stepwise.kernel.internal.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.job.JobBody;
import org.stepwise.kernel.api.job.Jobs;
import org.stepwise.kernel.api.job.Progress;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.module.ReadyListener;
import org.stepwise.kernel.internal.audit.Guard;

/** Runs what is due on this node. Whoever claims a run in the database runs it; nobody else does. */
@Component(service = {Runner.class, ReadyListener.class})
public final class Runner implements ReadyListener {
    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1));
    private static final int MOST_TOLD = 20;
    private final JobBoard board;
    private final Runs runs;
    private final Schedule schedule;
    private final Guard guard;
    private final Clock clock;
    private final ExecutorService scheduled = Workers.daemons("job", 4);
    private final ExecutorService adHoc = Workers.daemons("work", 4);
    private final Map<Long, Reporting> running = new ConcurrentHashMap<>();
    private volatile boolean stopping;
    private final Loop loop = new Loop("jobs", Duration.ofSeconds(1), this::turn);

    @Activate
    public Runner(
            @Reference JobBoard board,
            @Reference Runs runs,
            @Reference Schedule schedule,
            @Reference Guard guard,
            @Reference Clock clock) {
        this.board = board;
        this.runs = runs;
        this.schedule = schedule;
        this.guard = guard;
        this.clock = clock;
    }

    @Override
    public void ready(Module module) {
        if (module.id().equals("kernel")) loop.start();
    }

    /** Work under way ends at its next report and keeps its state: whoever comes next finds it interrupted, and tries again. */
    @Deactivate
    public void stop() {
        stopping = true;
        loop.stop();
        running.values().forEach(Reporting::cancel);
        scheduled.shutdown();
        adHoc.shutdown();
    }

    void wake() {
        loop.wake();
    }

    void cancel(long run) {
        Optional.ofNullable(running.get(run)).ifPresent(Reporting::cancel);
    }

    /** One round; the running node renews first, so that a jump of the clock does not end its own work. */
    void turn() {
        runs.renew();
        runs.endDead().stream().filter(run -> !run.adHoc() || known(run)).forEach(this::again);
        schedule.make(board.all().stream().filter(board::runs).toList());
        for (Runs.Waiting run : runs.due()) {
            board.find(run.job()).filter(board::runs).ifPresent(job -> start(run, job));
        }
    }

    private boolean known(Runs.Waiting run) {
        return board.find(run.job()).isPresent();
    }

    private void start(Runs.Waiting run, JobBoard.Known job) {
        if (!runs.claim(run)) return;
        Caller system = guard.callers().system("job " + job.id()).through(Door.JOB);
        submit(scheduled, () -> {
            if (perform(run.id(), system, job.body()) == Jobs.State.FAILED) again(run);
        });
    }

    /** Does work of this node under its starter. */
    void start(long run, String title, Caller caller, JobBody work) {
        submit(adHoc, () -> {
            if (runs.claim(new Runs.Waiting(run, title, 1, true))) perform(run, caller, work);
        });
    }

    private static void submit(ExecutorService pool, Runnable work) {
        try {
            pool.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.info("the server stops; a job waits for its next start");
        }
    }

    private Jobs.State perform(long run, Caller caller, JobBody body) {
        Reporting reporting = new Reporting(runs, run);
        running.put(run, reporting);
        Jobs.State state = Jobs.State.DONE;
        Runs.Note problem = new Runs.Note("", Map.of());
        try {
            guard.callers().run(caller, () -> body.run(reporting));
        } catch (Progress.Cancelled e) {
            state = Jobs.State.CANCELLED;
        } catch (Problem e) {
            state = Jobs.State.FAILED;
            problem = new Runs.Note(e.key(), e.args());
            if (e instanceof Invalid invalid) tell(invalid, reporting);
            LOG.warn("job run {} failed: {}", run, e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            state = Jobs.State.FAILED;
            String incident = UUID.randomUUID().toString().substring(0, 8);
            problem = new Runs.Note("job.problem.incident", Map.of("incident", incident));
            LOG.error("job run {} failed, incident {}", run, incident, e);
        } finally {
            running.remove(run);
        }
        if (stopping && state != Jobs.State.DONE) return Jobs.State.CANCELLED;
        boolean ended = runs.end(run, state, reporting.done(), reporting.total(), problem);
        return ended ? state : Jobs.State.CANCELLED;
    }

    private static void tell(Invalid invalid, Reporting reporting) {
        invalid.violations().stream().limit(MOST_TOLD).forEach(wrong -> reporting.note(wrong.code(), wrong.args()));
    }

    /** Another try with a growing pause, unless the job comes again on its own before that. */
    private void again(Runs.Waiting run) {
        if (run.attempt() > PAUSES.size()) return;
        Instant due = clock.instant().plus(PAUSES.get(run.attempt() - 1));
        boolean comesAnyway =
                schedule.next(run.job()).filter(next -> next.isBefore(due)).isPresent();
        if (!comesAnyway) runs.waiting(run.job(), run.attempt() + 1, due, 0, "");
    }
}
