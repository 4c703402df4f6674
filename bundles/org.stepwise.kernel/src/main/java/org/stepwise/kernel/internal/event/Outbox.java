package org.stepwise.kernel.internal.event;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.event.Events;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.text.Json;

/** Stores events, and one delivery for each receiver, with the publisher's transaction. */
@Component(service = Events.class)
public final class Outbox implements Events {
    private final Transactions transactions;
    private final Receivers receivers;
    private final Delivery delivery;
    private final Clock clock;

    @Activate
    public Outbox(
            @Reference Transactions transactions,
            @Reference Receivers receivers,
            @Reference Delivery delivery,
            @Reference Clock clock) {
        this.transactions = transactions;
        this.receivers = receivers;
        this.delivery = delivery;
        this.clock = clock;
    }

    @Override
    public void publish(String key, Object event) {
        transactions.run(() -> {
            Set<String> names = receivers.of(event.getClass());
            if (names.isEmpty()) return;
            store(key, event, names);
            transactions.afterCommit(delivery::wake);
        });
    }

    private void store(String key, Object event, Set<String> names) {
        Sql sql = transactions.sql();
        long id = sql.nextId("kernel_event_seq");
        sql.update(
                "insert into kernel_event (id, event, event_key, body, published_at) values (?, ?, ?, ?, ?)",
                id,
                event.getClass().getName(),
                key,
                Json.write(event),
                clock.instant());
        List<Object[]> rows = names.stream()
                .map(name -> new Object[] {name, id, key, clock.instant()})
                .toList();
        sql.batch(
                "insert into kernel_event_delivery (handler, event_id, event_key, state, attempt, due_at, problem)"
                        + " values (?, ?, ?, 'WAITING', 0, ?, '')",
                rows);
    }
}
