package org.stepwise.kernel.internal.job;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.job.Jobs;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.text.Json;

/**
 * The table of runs. A run belongs to one node for as long as that node renews it; a run that nobody renewed for half a minute has
 * died with its node.
 */
@Component(service = Runs.class)
public final class Runs {
    /** Problem of a run whose node stopped under it. */
    static final String INTERRUPTED = "job.problem.interrupted";

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final String COLUMNS = "id, job, state, done, total, by_name, started_at, ended_at, problem,"
            + " problem_args, attempt, by_person";
    private final Transactions transactions;
    private final Clock clock;
    private final String node = UUID.randomUUID().toString();

    /** A run that waits for a runner, or has lost it. */
    record Waiting(long id, String job, int attempt, boolean adHoc) {}

    /** A run as stored; problem and notes are text keys. */
    record Stored(Jobs.Run run, Map<String, Object> problemArgs, long by) {}

    /** A line of a run's page. */
    record Note(String key, Map<String, Object> args) {}

    @Activate
    public Runs(@Reference Transactions transactions, @Reference Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A run of a known job, for any node. */
    long waiting(String job, int attempt, Instant due, long by, String byName) {
        return insert(job, attempt, due, by, byName, "");
    }

    /** Work that only this node can do. */
    long mine(String title, long by, String byName) {
        return insert(title, 1, clock.instant(), by, byName, node);
    }

    private long insert(String job, int attempt, Instant due, long by, String byName, String onNode) {
        Sql sql = transactions.sql();
        long id = sql.nextId("kernel_job_seq");
        sql.update(
                "insert into kernel_job_run (id, job, state, done, total, by_person, by_name, due_at, started_at,"
                        + " problem, problem_args, attempt, cancelled, node, alive_at)"
                        + " values (?, ?, 'WAITING', 0, 0, ?, ?, ?, ?, '', '{}', ?, false, ?, ?)",
                id,
                job,
                by,
                byName,
                due,
                clock.instant(),
                attempt,
                onNode,
                clock.instant());
        return id;
    }

    /** Makes a waiting run this node's own. @return false when another node or a cancel was first, or the job runs already */
    boolean claim(Waiting run) {
        return transactions.apart(() -> {
            Sql sql = transactions.sql();
            if (!run.adHoc()) {
                sql.update("update kernel_job set every = every where id = ?", run.job());
                boolean runs =
                        sql.number("select count(*) from kernel_job_run where job = ? and state = 'RUNNING'", run.job())
                                > 0;
                if (runs) return false;
            }
            return sql.update(
                            "update kernel_job_run set state = 'RUNNING', node = ?, alive_at = ?, started_at = ?"
                                    + " where id = ? and state = 'WAITING'",
                            node,
                            clock.instant(),
                            clock.instant(),
                            run.id())
                    == 1;
        });
    }

    /** @return false when the run is no longer this node's, or was cancelled */
    boolean progress(long run, long done, long total) {
        return transactions.apart(() -> transactions
                        .sql()
                        .update(
                                "update kernel_job_run set done = ?, total = ?, alive_at = ?"
                                        + " where id = ? and node = ? and state = 'RUNNING' and cancelled = false",
                                done,
                                total,
                                clock.instant(),
                                run,
                                node)
                == 1);
    }

    void note(long run, int line, String key, Map<String, Object> args) {
        transactions.apart(() -> transactions
                .sql()
                .update(
                        "insert into kernel_job_note (run_id, line, note, args) values (?, ?, ?, ?)",
                        run,
                        line,
                        key,
                        Json.writeDetails(args)));
    }

    void file(long run, Jobs.Result file) {
        new RunFiles(transactions).put(run, file);
    }

    /** @return false when the run had been taken away from this node */
    boolean end(long run, Jobs.State state, long done, long total, Note problem) {
        return transactions.apart(() -> transactions
                        .sql()
                        .update(
                                "update kernel_job_run set state = ?, done = ?, total = ?, ended_at = ?, problem = ?,"
                                        + " problem_args = ? where id = ? and node = ? and state = 'RUNNING'",
                                state,
                                done,
                                total,
                                clock.instant(),
                                problem.key(),
                                Json.writeDetails(problem.args()),
                                run,
                                node)
                == 1);
    }

    void renew() {
        transactions
                .sql()
                .update(
                        "update kernel_job_run set alive_at = ? where node = ? and state in ('WAITING', 'RUNNING')",
                        clock.instant(),
                        node);
    }

    /** Ends the runs of nodes that died. @return the runs that this call ended */
    List<Waiting> endDead() {
        Instant limit = clock.instant().minus(LEASE);
        List<Waiting> dead = transactions
                .sql()
                .list(
                        "select id, job, attempt, node from kernel_job_run where state in ('WAITING', 'RUNNING')"
                                + " and node <> '' and alive_at < ?",
                        Runs::waiting,
                        limit);
        return dead.stream().filter(run -> endDead(run, limit)).toList();
    }

    private boolean endDead(Waiting run, Instant limit) {
        return transactions
                        .sql()
                        .update(
                                "update kernel_job_run set state = 'FAILED', ended_at = ?, problem = ?"
                                        + " where id = ? and state in ('WAITING', 'RUNNING')"
                                        + " and alive_at < ?",
                                clock.instant(),
                                INTERRUPTED,
                                run.id(),
                                limit)
                == 1;
    }

    /** Runs of known jobs that are due. */
    List<Waiting> due() {
        return transactions
                .sql()
                .list(
                        "select id, job, attempt, node from kernel_job_run"
                                + " where state = 'WAITING' and node = '' and due_at <= ? order by id",
                        Runs::waiting,
                        clock.instant());
    }

    private static Waiting waiting(Sql.Row row) throws SQLException {
        return new Waiting(
                row.number(1), row.text(2), (int) row.number(3), !row.text(4).isEmpty());
    }

    boolean pending(String job) {
        return transactions
                        .sql()
                        .number(
                                "select count(*) from kernel_job_run where job = ? and state in ('WAITING', 'RUNNING')",
                                job)
                > 0;
    }

    void cancel(long run) {
        transactions.run(() -> {
            Sql sql = transactions.sql();
            sql.update(
                    "update kernel_job_run set state = 'CANCELLED', ended_at = ? where id = ? and state = 'WAITING'",
                    clock.instant(),
                    run);
            sql.update("update kernel_job_run set cancelled = true where id = ? and state = 'RUNNING'", run);
        });
    }

    /** @param job "" for all @param by 0 for everybody's */
    List<Stored> list(String job, long by, int limit) {
        Sql sql = transactions.sql();
        StringBuilder query = new StringBuilder("select " + COLUMNS + " from kernel_job_run where 1 = 1");
        List<Object> args = new ArrayList<>();
        if (!job.isEmpty()) {
            query.append(" and job = ?");
            args.add(job);
        }
        if (by != 0) {
            query.append(" and by_person = ?");
            args.add(by);
        }
        query.append(" order by id desc").append(sql.limit(limit));
        return sql.list(query.toString(), Runs::stored, args.toArray());
    }

    Optional<Stored> find(long id) {
        return transactions.sql().first("select " + COLUMNS + " from kernel_job_run where id = ?", Runs::stored, id);
    }

    List<Note> notes(long run) {
        return transactions
                .sql()
                .list(
                        "select note, args from kernel_job_note where run_id = ? order by line",
                        row -> new Note(row.text(1), Json.readDetails(row.text(2))),
                        run);
    }

    private static Stored stored(Sql.Row row) throws SQLException {
        Jobs.Run run = new Jobs.Run(
                row.number(1),
                row.text(2),
                Jobs.State.valueOf(row.text(3)),
                row.number(4),
                row.number(5),
                row.text(6),
                row.instant(7).orElse(Instant.EPOCH),
                row.instant(8),
                row.text(9),
                (int) row.number(11),
                List.of());
        return new Stored(run, Json.readDetails(row.text(10)), row.number(12));
    }

    /** Removes what ended before this moment. */
    void tidy(Instant before) {
        transactions.run(() -> {
            Sql sql = transactions.sql();
            sql.update(
                    "delete from kernel_job_note where run_id in (select id from kernel_job_run where ended_at < ?)",
                    before);
            sql.update(
                    "delete from kernel_job_file where run_id in (select id from kernel_job_run where ended_at < ?)",
                    before);
            sql.update("delete from kernel_job_run where ended_at < ?", before);
        });
    }
}
