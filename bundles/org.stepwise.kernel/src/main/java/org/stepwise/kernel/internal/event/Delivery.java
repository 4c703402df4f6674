package org.stepwise.kernel.internal.event;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.event.EventHandler;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.module.ReadyListener;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.audit.Guard;
import org.stepwise.kernel.internal.job.Loop;
import org.stepwise.kernel.internal.job.Workers;
import org.stepwise.kernel.internal.text.Json;

/**
 * Hands stored events to their receivers. Receiving and the receipt are one transaction, so a crash at any moment repeats the event
 * or leaves it done, and never loses it. Events of one key wait for those before them; one that fails again and again is parked, and
 * those behind it go on. A receiver works on one event at a time; receivers do not wait for each other.
 */
@Component(service = {Delivery.class, ReadyListener.class})
public final class Delivery implements ReadyListener {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final int STEP = 100;
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(6));
    private static final String NEXT = "select d.event_id, d.event_key, e.body, d.attempt"
            + " from kernel_event_delivery d join kernel_event e on e.id = d.event_id"
            + " where d.handler = ? and d.state = 'WAITING' and d.due_at <= ? and not exists (select 1"
            + " from kernel_event_delivery b where b.handler = d.handler and b.state = 'WAITING'"
            + " and b.event_key = d.event_key and b.event_id < d.event_id and b.due_at > ?) order by d.event_id";

    private final Transactions transactions;
    private final Receivers receivers;
    private final Guard guard;
    private final Clock clock;
    private final ExecutorService workers = Workers.daemons("event", 4);
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final Loop loop = new Loop("events", Duration.ofSeconds(1), this::dispatch);

    /** One event on its way to one receiver. */
    private record Due(String handler, long event, String key, String body, int attempt) {}

    /** One that was given up. */
    public record Parked(String handler, long event, String key, String body, int attempts, String problem) {}

    @Activate
    public Delivery(
            @Reference Transactions transactions,
            @Reference Receivers receivers,
            @Reference Guard guard,
            @Reference Clock clock) {
        this.transactions = transactions;
        this.receivers = receivers;
        this.guard = guard;
        this.clock = clock;
    }

    @Override
    public void ready(Module module) {
        if (!module.id().equals("kernel")) return;
        receivers.onArrival(loop::wake);
        loop.start();
    }

    @Deactivate
    public void stop() {
        loop.stop();
        workers.shutdownNow();
    }

    void wake() {
        loop.wake();
    }

    private void dispatch() {
        receivers.remember();
        Set<String> waiting = new HashSet<>(transactions
                .sql()
                .list(
                        "select distinct handler from kernel_event_delivery where state = 'WAITING' and due_at <= ?",
                        row -> row.text(1),
                        clock.instant()));
        if (waiting.isEmpty()) return;
        for (EventHandler<?> handler : receivers.present()) {
            if (waiting.contains(handler.name()) && busy.add(handler.name())) start(handler);
        }
        forgetGone(waiting);
    }

    private void start(EventHandler<?> handler) {
        try {
            workers.execute(() -> {
                try {
                    drain(handler);
                } catch (RuntimeException e) {
                    LOG.warn("events for {} wait: {}", handler.name(), e.toString());
                } finally {
                    busy.remove(handler.name());
                }
            });
        } catch (RejectedExecutionException e) {
            busy.remove(handler.name());
        }
    }

    private void forgetGone(Set<String> waiting) {
        for (String name : receivers.gone()) {
            if (!waiting.contains(name)) continue;
            int dropped = transactions
                    .sql()
                    .update("delete from kernel_event_delivery where handler = ? and state = 'WAITING'", name);
            LOG.info("dropped {} events for {}, which is not installed", dropped, name);
        }
    }

    private void drain(EventHandler<?> handler) {
        boolean more = true;
        while (more) {
            List<Due> due = due(handler.name());
            Set<String> held = new HashSet<>();
            for (Due one : due) {
                if (!receivers.present(handler)) return;
                if (!held.contains(one.key()) && !deliver(handler, one)) held.add(one.key());
            }
            more = due.size() == STEP;
        }
    }

    private List<Due> due(String handler) {
        Sql sql = transactions.sql();
        return sql.list(
                NEXT + sql.limit(STEP),
                row -> new Due(handler, row.number(1), row.text(2), row.text(3), (int) row.number(4)),
                handler,
                clock.instant(),
                clock.instant());
    }

    private <E> boolean deliver(EventHandler<E> handler, Due due) {
        try {
            guard.asSystem(
                    "event for " + due.handler(),
                    () -> transactions.run(() -> {
                        if (receipt(due)) handler.handle(Json.read(due.body(), handler.event()));
                    }));
            return true;
        } catch (RuntimeException | LinkageError e) {
            failed(due, e);
            return false;
        }
    }

    /** Locks the delivery for this node; false when it was received meanwhile. */
    private boolean receipt(Due due) {
        int mine = transactions
                .sql()
                .update(
                        "update kernel_event_delivery set state = 'DONE', attempt = attempt + 1, due_at = ?"
                                + " where handler = ? and event_id = ? and state = 'WAITING'",
                        clock.instant(),
                        due.handler(),
                        due.event());
        return mine == 1;
    }

    private void failed(Due due, Throwable thrown) {
        boolean parked = due.attempt() >= PAUSES.size();
        Instant next = clock.instant().plus(PAUSES.get(Math.min(due.attempt(), PAUSES.size() - 1)));
        String problem = thrown.toString();
        transactions.apart(() -> transactions
                .sql()
                .update(
                        "update kernel_event_delivery set state = ?, attempt = ?, due_at = ?, problem = ?"
                                + " where handler = ? and event_id = ? and state = 'WAITING'",
                        parked ? "PARKED" : "WAITING",
                        due.attempt() + 1,
                        next,
                        problem.substring(0, Math.min(1000, problem.length())),
                        due.handler(),
                        due.event()));
        if (parked) LOG.error("event {} for {} is parked: {}", due.event(), due.handler(), problem, thrown);
        else LOG.warn("event {} for {} is tried again at {}: {}", due.event(), due.handler(), next, problem);
    }

    /** What was given up, oldest first. */
    public List<Parked> parked(int limit) {
        Sql sql = transactions.sql();
        return sql.list(
                "select d.handler, d.event_id, d.event_key, e.body, d.attempt, d.problem from kernel_event_delivery d"
                        + " join kernel_event e on e.id = d.event_id where d.state = 'PARKED' order by d.event_id"
                        + sql.limit(limit),
                Delivery::parked);
    }

    private static Parked parked(Sql.Row row) throws SQLException {
        return new Parked(row.text(1), row.number(2), row.text(3), row.text(4), (int) row.number(5), row.text(6));
    }

    /** Tries a parked event again. */
    public void retry(String handler, long event) {
        transactions
                .sql()
                .update(
                        "update kernel_event_delivery set state = 'WAITING', attempt = 0, due_at = ?"
                                + " where handler = ? and event_id = ? and state = 'PARKED'",
                        clock.instant(),
                        handler,
                        event);
        wake();
    }

    /** Removes receipts older than this, and events that nobody waits for. */
    public void tidy(Instant before) {
        transactions.run(() -> {
            Sql sql = transactions.sql();
            sql.update("delete from kernel_event_delivery where state = 'DONE' and due_at < ?", before);
            sql.update(
                    "delete from kernel_event where published_at < ? and not exists"
                            + " (select 1 from kernel_event_delivery d where d.event_id = kernel_event.id)",
                    before);
        });
    }
}
