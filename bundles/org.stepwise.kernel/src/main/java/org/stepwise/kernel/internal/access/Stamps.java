package org.stepwise.kernel.internal.access;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.tx.Transactions;

/**
 * Counters that rise with each change of the directory or the roll-out, on all nodes. What is cached of people hangs on them. A
 * change raises its counter as the last thing before commit: readers wait for as short as can be, and who holds a counter waits for
 * nobody. Changes of the organisation take turns, so that they never wait for each other's rows.
 */
@Component(service = Stamps.class)
public final class Stamps {
    public static final String DIRECTORY = "directory";
    public static final String ROLLOUT = "rollout";
    public static final String PHOTO = "photo";

    /** What a request has read holds for it as long as this; longer work reads anew. */
    private static final long HOLDS = TimeUnit.SECONDS.toNanos(1);

    private final Transactions tx;
    private final ThreadLocal<Touched> touched = new ThreadLocal<>();
    private final ThreadLocal<Asked> asked = new ThreadLocal<>();

    private static final String TURN = "turn";

    /** What the running transaction, known by its token, has changed, and the counters as it found them. */
    private record Touched(WeakReference<Object> token, Set<String> names, AtomicReference<Stamp> found) {}

    /** State of the counters. */
    public record Stamp(long directory, long rollout, long photo) {
        /** Nothing has changed of what people may do; photos do not count. */
        boolean sameRights(Stamp other) {
            return directory == other.directory && rollout == other.rollout;
        }
    }

    private record Asked(Stamp stamp, long at) {}

    @Activate
    public Stamps(@Reference Transactions tx) {
        this.tx = tx;
    }

    /** Raises the counter when the running transaction commits. */
    public void touch(String name) {
        if (!ofThisTransaction().names().add(name)) return;
        tx.beforeCommit(() -> tx.beforeCommit(() -> raise(name)));
    }

    /** From here to its end the running transaction is the only one that changes the organisation; called before anything is written. */
    public void turn() {
        if (!ofThisTransaction().names().add(TURN)) return;
        tx.sql().update("update kernel_turn set taken = taken + 1 where name = 'organisation'");
    }

    private void raise(String name) {
        forget();
        tx.sql().update("update kernel_stamp set value = value + 1 where name = ?", name);
    }

    /** Has the running transaction changed anything that a counter stands for? Then nothing it reads may be cached. */
    public boolean touched() {
        if (!tx.active()) return false;
        Set<String> names = ofThisTransaction().names();
        return names.contains(DIRECTORY) || names.contains(ROLLOUT);
    }

    /** As committed; in a transaction as it found them first. */
    public Stamp read() {
        if (!tx.active()) return stored();
        AtomicReference<Stamp> found = ofThisTransaction().found();
        if (found.get() == null) found.set(stored());
        return found.get();
    }

    /** As this thread's request read them when it began, unless it has changed something since. */
    public Stamp asked() {
        Asked known = asked.get();
        return known != null && System.nanoTime() - known.at() < HOLDS ? known.stamp() : read();
    }

    /** The request of this thread is over. */
    void forget() {
        asked.remove();
    }

    private Stamp stored() {
        Map<String, Long> values = new HashMap<>();
        tx.sql()
                .each(
                        "select name, value from kernel_stamp where name in ('directory', 'rollout', 'photo')",
                        row -> values.put(row.text(1), row.number(2)));
        Stamp stamp = new Stamp(values.get(DIRECTORY), values.get(ROLLOUT), values.get(PHOTO));
        asked.set(new Asked(stamp, System.nanoTime()));
        return stamp;
    }

    private Touched ofThisTransaction() {
        Object token = tx.token();
        Touched known = touched.get();
        if (known == null || known.token().get() != token) {
            known = new Touched(new WeakReference<>(token), new HashSet<>(), new AtomicReference<>());
            touched.set(known);
        }
        return known;
    }
}
