package org.stepwise.kernel.internal.access;

import java.lang.ref.WeakReference;
import java.util.HashSet;
import java.util.Set;
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

    private final Transactions tx;
    private final ThreadLocal<Touched> touched = new ThreadLocal<>();

    private static final String TURN = "turn";

    /** What the running transaction, known by its token, has changed, and the counters as it found them. */
    private record Touched(WeakReference<Object> token, Set<String> names, AtomicReference<Stamp> found) {}

    /** State of both counters. */
    public record Stamp(long directory, long rollout) {}

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

    private Stamp stored() {
        long[] values = new long[2];
        tx.sql().list("select name, value from kernel_stamp where name in ('directory', 'rollout')", row -> {
            values[DIRECTORY.equals(row.text(1)) ? 0 : 1] = row.number(2);
            return row;
        });
        return new Stamp(values[0], values[1]);
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
