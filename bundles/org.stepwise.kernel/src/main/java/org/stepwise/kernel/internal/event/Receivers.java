package org.stepwise.kernel.internal.event;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.stepwise.kernel.api.event.EventHandler;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.job.Whiteboard;

/**
 * Who receives what. A receiver that is away for a short time (start, upgrade) misses nothing; after that only a durable one goes
 * on collecting.
 */
@Component(service = Receivers.class)
public final class Receivers {
    /** How long a receiver that is not durable may be away without missing anything. */
    static final Duration GRACE = Duration.ofMinutes(5);

    private final Transactions transactions;
    private final Clock clock;
    private final Instant since;
    private final Whiteboard<EventHandler<?>> handlers;
    private final Map<String, Instant> left = new ConcurrentHashMap<>();
    private final Set<String> written = ConcurrentHashMap.newKeySet();
    private volatile Runnable arrival = () -> {};

    @Activate
    public Receivers(@Reference Transactions transactions, @Reference Clock clock, BundleContext context) {
        this.transactions = transactions;
        this.clock = clock;
        this.since = clock.instant();
        this.handlers = new Whiteboard<>(context);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(ServiceReference<EventHandler<?>> handler) {
        handlers.add(handler);
        arrival.run();
    }

    void remove(ServiceReference<EventHandler<?>> handler) {
        handlers.remove(handler).ifPresent(gone -> left.put(gone.name(), clock.instant()));
    }

    /** @param told called whenever a receiver comes */
    void onArrival(Runnable told) {
        arrival = told;
    }

    List<EventHandler<?>> present() {
        return handlers.all().stream()
                .<EventHandler<?>>map(Whiteboard.Entry::service)
                .toList();
    }

    boolean present(EventHandler<?> handler) {
        return present().contains(handler);
    }

    /** Writes down receivers that came, so that they are known while they are away. */
    void remember() {
        for (EventHandler<?> handler : present()) {
            if (written.contains(handler.name())) continue;
            transactions.apart(() -> write(handler));
            written.add(handler.name());
        }
    }

    private boolean write(EventHandler<?> handler) {
        Sql sql = transactions.sql();
        String event = handler.event().getName();
        int known = sql.update(
                "update kernel_event_handler set event = ?, durable = ? where name = ?",
                event,
                handler.durable(),
                handler.name());
        if (known == 0) {
            sql.update(
                    "insert into kernel_event_handler (name, event, durable) values (?, ?, ?)",
                    handler.name(),
                    event,
                    handler.durable());
        }
        return true;
    }

    /** Names of all who are to receive an event of this class. */
    Set<String> of(Class<?> event) {
        Set<String> names = new LinkedHashSet<>();
        for (EventHandler<?> handler : present()) {
            if (handler.event().getName().equals(event.getName())) names.add(handler.name());
        }
        transactions
                .sql()
                .each(
                        "select name, durable from kernel_event_handler where event = ?",
                        row -> {
                            if (row.flag(2) || !gone(row.text(1))) names.add(row.text(1));
                        },
                        event.getName());
        return names;
    }

    /** Receivers that are away for good and did not ask to have their events kept. */
    List<String> gone() {
        return transactions
                .sql()
                .list("select name from kernel_event_handler where durable = false", row -> row.text(1))
                .stream()
                .filter(this::gone)
                .toList();
    }

    private boolean gone(String name) {
        if (present().stream().anyMatch(handler -> handler.name().equals(name))) return false;
        Instant away = left.getOrDefault(name, since);
        return away.plus(GRACE).isBefore(clock.instant());
    }
}
