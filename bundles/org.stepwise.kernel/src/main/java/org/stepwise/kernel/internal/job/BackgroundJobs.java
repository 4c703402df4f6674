package org.stepwise.kernel.internal.job;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.job.JobBody;
import org.stepwise.kernel.api.job.Jobs;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.audit.Guard;
import org.stepwise.kernel.internal.text.Likeness;

/**
 * Jobs for people: who has {@code see} on {@code kernel.job} sees all of them, everybody else the work that they started themselves.
 * Starting a job, and cancelling other people's work, needs {@code administer}.
 */
@Component(service = Jobs.class)
public final class BackgroundJobs implements Jobs {
    private static final String TYPE = "kernel.job";
    private static final int MOST = 500;
    private final Transactions transactions;
    private final JobBoard board;
    private final Runs runs;
    private final Schedule schedule;
    private final Runner runner;
    private final Guard guard;
    private final Texts texts;
    private final Audit audit;
    private final RunFiles files;

    @Activate
    public BackgroundJobs(
            @Reference Transactions transactions,
            @Reference JobBoard board,
            @Reference Runs runs,
            @Reference Schedule schedule,
            @Reference Runner runner,
            @Reference Guard guard,
            @Reference Texts texts,
            @Reference Audit audit) {
        this.transactions = transactions;
        this.board = board;
        this.runs = runs;
        this.schedule = schedule;
        this.runner = runner;
        this.guard = guard;
        this.texts = texts;
        this.audit = audit;
        this.files = new RunFiles(transactions);
    }

    @Override
    public List<Info> jobs() {
        guard.require(Actions.SEE, TYPE);
        return transactions.read(() -> {
            Map<String, Instant> last = new HashMap<>();
            Set<String> running = new HashSet<>();
            transactions
                    .sql()
                    .each(
                            "select job, max(started_at), sum(case when state = 'RUNNING' then 1 else 0 end)"
                                    + " from kernel_job_run where state <> 'WAITING' group by job",
                            row -> {
                                row.instant(2).ifPresent(at -> last.put(row.text(1), at));
                                if (row.number(3) > 0) running.add(row.text(1));
                            });
            return board.all().stream()
                    .map(job -> new Info(
                            job.id(),
                            job.every(),
                            Optional.ofNullable(last.get(job.id())),
                            board.runs(job) ? schedule.next(job.id()) : Optional.empty(),
                            running.contains(job.id())))
                    .toList();
        });
    }

    @Override
    public List<Run> runs(String job, int limit) {
        Caller caller = guard.current();
        long by = guard.may(Actions.SEE, TYPE) ? 0 : caller.person();
        int rows = Math.max(1, Math.min(limit, MOST));
        return transactions.read(() -> runs.list(job, by, rows).stream()
                .map(stored -> told(stored, caller.locale(), List.of()))
                .toList());
    }

    @Override
    public List<Run> mine(int limit) {
        Caller caller = guard.current();
        int rows = Math.max(1, Math.min(limit, MOST));
        return transactions.read(() -> runs.list("", caller.person(), rows).stream()
                .map(stored -> told(stored, caller.locale(), List.of()))
                .toList());
    }

    @Override
    public Optional<Run> run(long id) {
        Caller caller = guard.current();
        return transactions.read(() -> runs.find(id)
                .filter(stored -> stored.by() == caller.person() || guard.may(Actions.SEE, TYPE))
                .map(stored -> told(stored, caller.locale(), runs.notes(id))));
    }

    @Override
    public Optional<String> fileName(long run) {
        return transactions.read(() -> run(run).isEmpty() ? Optional.empty() : files.name(run));
    }

    @Override
    public Result file(long run) {
        return transactions.read(() -> run(run).flatMap(seen -> files.find(run)).orElseThrow(() -> NotFound.of(run)));
    }

    private Run told(Runs.Stored stored, Locale locale, List<Runs.Note> notes) {
        Run run = stored.run();
        return new Run(
                run.id(),
                run.job(),
                run.state(),
                run.done(),
                run.total(),
                run.byName(),
                run.started(),
                run.ended(),
                problem(stored, locale),
                run.attempt(),
                notes.stream()
                        .map(note -> texts.text(locale, note.key(), note.args()))
                        .toList());
    }

    /** What went wrong, and what that means for work of this kind: text {@code <title>.FAILED}, {@code .CANCELLED}, {@code .INTERRUPTED}. */
    private String problem(Runs.Stored stored, Locale locale) {
        Run run = stored.run();
        String said = run.problem().isEmpty() ? "" : texts.text(locale, run.problem(), stored.problemArgs());
        String end = run.problem().equals(Runs.INTERRUPTED)
                ? "INTERRUPTED"
                : run.state().name();
        return texts.find(locale, run.job() + "." + end)
                .map(meaning -> said.isEmpty() ? meaning : said + " " + meaning)
                .orElse(said);
    }

    @Override
    public long start(String job) {
        guard.require(Actions.ADMINISTER, TYPE);
        Caller caller = guard.current();
        JobBoard.Known known = board.find(job)
                .orElseThrow(() -> Likeness.notFound(
                        job, board.all().stream().map(JobBoard.Known::id).toList()));
        schedule.ensure(known);
        return transactions.get(() -> {
            long run = runs.waiting(job, 1, Instant.EPOCH, caller.person(), caller.name());
            audit.write("job.started", job, Map.of("run", run));
            transactions.afterCommit(runner::wake);
            return run;
        });
    }

    @Override
    public long start(String title, JobBody work) {
        Caller caller = guard.current();
        return transactions.get(() -> {
            long run = runs.mine(title, caller.person(), caller.name());
            transactions.afterCommit(() -> runner.start(run, title, caller, work));
            return run;
        });
    }

    @Override
    public void cancel(long run) {
        Caller caller = guard.current();
        Runs.Stored stored = runs.find(run)
                .filter(found -> found.by() == caller.person() || guard.may(Actions.SEE, TYPE))
                .orElseThrow(() -> NotFound.of(run));
        if (stored.by() != caller.person() && !guard.may(Actions.ADMINISTER, TYPE)) {
            throw Forbidden.of(Actions.ADMINISTER, TYPE);
        }
        transactions.run(() -> {
            runs.cancel(run);
            audit.write("job.cancelled", stored.run().job(), Map.of("run", run));
        });
        runner.cancel(run);
    }
}
