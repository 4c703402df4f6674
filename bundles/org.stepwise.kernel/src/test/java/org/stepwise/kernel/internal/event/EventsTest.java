package org.stepwise.kernel.internal.event;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.osgi.framework.ServiceRegistration;
import org.stepwise.kernel.api.event.EventHandler;
import org.stepwise.kernel.api.event.Events;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.TestKernel;

@Covers("EVT-1")
public class EventsTest {
    @ClassRule
    public static final TestKernel kernel = TestKernel.fresh();

    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private Events events;
    private Transactions tx;
    private static final AtomicInteger ROUNDS = new AtomicInteger();
    private final String round = "round" + ROUNDS.incrementAndGet() + "-";

    record Won(long deal, String by, Instant at, List<String> notes) {}

    private final class Receiver implements EventHandler<Won> {
        private final String name;
        private final boolean durable;
        private final Consumer<Won> work;
        final List<Won> got = Collections.synchronizedList(new ArrayList<>());

        Receiver(String name, boolean durable, Consumer<Won> work) {
            this.name = round + name;
            this.durable = durable;
            this.work = work;
        }

        @Override
        public Class<Won> event() {
            return Won.class;
        }

        @Override
        public void handle(Won event) {
            assertTrue("in a transaction", tx.active());
            work.accept(event);
            got.add(event);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean durable() {
            return durable;
        }

        List<Long> deals() {
            synchronized (got) {
                return got.stream().map(Won::deal).toList();
            }
        }
    }

    @Before
    public void start() {
        events = kernel.get(Events.class);
        tx = kernel.get(Transactions.class);
    }

    @After
    public void stop() {
        List.copyOf(registrations).forEach(this::leave);
        tx.run(() -> List.of("kernel_event_delivery", "kernel_event")
                .forEach(table -> tx.sql().update("delete from " + table)));
    }

    private ServiceRegistration<?> come(EventHandler<?> receiver) {
        ServiceRegistration<?> registration = kernel.register(EventHandler.class, receiver, Map.of());
        registrations.add(registration);
        return registration;
    }

    private void leave(ServiceRegistration<?> registration) {
        if (registrations.remove(registration)) registration.unregister();
    }

    private Won won(long deal) {
        return new Won(deal, "li", kernel.clock().instant(), List.of("first", "second"));
    }

    private void known(String receiver) {
        TestKernel.await(
                "the receiver is known",
                () -> tx.sql().number("select count(*) from kernel_event_handler where name = ?", round + receiver)
                        == 1);
    }

    @Test
    public void anEventArrivesWholeAfterTheCommit() {
        Receiver receiver = new Receiver("a", false, event -> {});
        come(receiver);
        Won event = won(1);
        tx.run(() -> {
            events.publish("1", event);
            assertEquals(List.of(), receiver.deals());
        });
        TestKernel.await("it arrives", () -> receiver.got.size() == 1);
        assertEquals(event, receiver.got.get(0));
    }

    @Test
    public void anEventOfAFailedTransactionIsNeverSeen() {
        Receiver receiver = new Receiver("a", false, event -> {});
        come(receiver);
        assertThrows(
                IllegalStateException.class,
                () -> tx.run(() -> {
                    events.publish("1", won(1));
                    throw new IllegalStateException("fails");
                }));
        events.publish("1", won(2));
        TestKernel.await("the other arrives", () -> !receiver.got.isEmpty());
        assertEquals(List.of(2L), receiver.deals());
    }

    @Test
    public void eventsOfOneKeyArriveInOrderThoughTheFirstFailsAtFirst() {
        AtomicInteger failures = new AtomicInteger(2);
        Receiver receiver = new Receiver("a", false, event -> {
            if (event.deal() == 1 && failures.getAndDecrement() > 0) throw new IllegalStateException("not yet");
        });
        come(receiver);
        tx.run(() -> {
            for (long deal = 1; deal <= 3; deal++) events.publish("same", won(deal));
            events.publish("other", won(9));
        });
        TestKernel.await("the other key does not wait", () -> receiver.deals().contains(9L));
        TestKernel.await("all arrive", () -> {
            kernel.clock().advance(Duration.ofSeconds(2));
            return receiver.got.size() == 4;
        });
        assertEquals(
                List.of(1L, 2L, 3L),
                receiver.deals().stream().filter(deal -> deal != 9).toList());
    }

    @Test
    public void whatTheReceiverWroteIsUndoneWhenItFails() {
        AtomicInteger attempts = new AtomicInteger();
        Receiver receiver = new Receiver("a", false, event -> {
            tx.sql().update("insert into kernel_setting (id, scope_id, setting_value) values ('once', 0, '')");
            if (attempts.incrementAndGet() == 1) throw new IllegalStateException("after writing");
        });
        come(receiver);
        events.publish("1", won(1));
        TestKernel.await("it arrives", () -> {
            kernel.clock().advance(Duration.ofSeconds(2));
            return receiver.got.size() == 1;
        });
        assertEquals(2, attempts.get());
    }

    @Test
    public void aCrashBetweenCommitAndDeliveryLosesNothing() {
        Receiver before = new Receiver("a", true, event -> {
            throw new IllegalStateException("the node dies here");
        });
        ServiceRegistration<?> registration = come(before);
        known("a");
        events.publish("1", won(1));
        events.publish("1", won(2));
        leave(registration);
        kernel.clock().advance(Duration.ofDays(1));
        Receiver after = new Receiver("a", true, event -> {});
        come(after);
        TestKernel.await("both are delivered again", () -> after.got.size() == 2);
        assertEquals(List.of(1L, 2L), after.deals());
    }

    @Test
    public void aReceiptIsNotDeliveredTwice() {
        Receiver receiver = new Receiver("a", true, event -> {});
        ServiceRegistration<?> registration = come(receiver);
        events.publish("1", won(1));
        TestKernel.await("it arrives", () -> receiver.got.size() == 1);
        leave(registration);
        Receiver again = new Receiver("a", true, event -> {});
        come(again);
        events.publish("1", won(2));
        TestKernel.await("the next arrives", () -> !again.got.isEmpty());
        assertEquals(List.of(2L), again.deals());
    }

    @Test
    public void onlyADurableReceiverFindsWhatCameWhileItWasAwayForLong() {
        ServiceRegistration<?> kept = come(new Receiver("kept", true, event -> {}));
        ServiceRegistration<?> lost = come(new Receiver("lost", false, event -> {}));
        known("kept");
        known("lost");
        leave(kept);
        leave(lost);
        kernel.clock().advance(Receivers.GRACE.plusMinutes(1));
        events.publish("1", won(1));
        Receiver keptAgain = new Receiver("kept", true, event -> {});
        Receiver lostAgain = new Receiver("lost", false, event -> {});
        come(lostAgain);
        come(keptAgain);
        TestKernel.await("the durable one gets it", () -> keptAgain.got.size() == 1);
        events.publish("1", won(2));
        TestKernel.await("both get the next", () -> keptAgain.got.size() == 2 && !lostAgain.got.isEmpty());
        assertEquals(List.of(2L), lostAgain.deals());
    }

    @Test
    public void anEventThatAlwaysFailsIsParkedAndCanBeTriedAgain() {
        AtomicInteger broken = new AtomicInteger(1);
        Receiver receiver = new Receiver("a", false, event -> {
            if (event.deal() == 1 && broken.get() == 1) throw new IllegalStateException("no way");
        });
        come(receiver);
        events.publish("same", won(1));
        events.publish("same", won(2));
        Delivery delivery = kernel.get(Delivery.class);
        TestKernel.await("it is parked", () -> {
            kernel.clock().advance(Duration.ofHours(7));
            return delivery.parked(10).size() == 1;
        });
        TestKernel.await("those behind it go on", () -> receiver.deals().equals(List.of(2L)));
        Delivery.Parked parked = delivery.parked(10).get(0);
        assertTrue(parked.problem(), parked.problem().contains("no way"));
        broken.set(0);
        delivery.retry(round + "a", parked.event());
        TestKernel.await("it arrives", () -> receiver.deals().equals(List.of(2L, 1L)));
    }

    @Test
    public void oldReceiptsAreRemovedAndWaitingEventsAreNot() {
        come(new Receiver("a", false, event -> {}));
        ServiceRegistration<?> away = come(new Receiver("b", true, event -> {}));
        known("b");
        leave(away);
        events.publish("1", won(1));
        String open = "select count(*) from kernel_event_delivery where state = 'WAITING'";
        TestKernel.await("one is done", () -> tx.sql().number(open) == 1);
        kernel.get(Delivery.class).tidy(kernel.clock().instant().plus(Duration.ofDays(30)));
        assertEquals(1, tx.sql().number("select count(*) from kernel_event_delivery"));
        assertEquals(1, tx.sql().number("select count(*) from kernel_event"));
    }
}
