package org.stepwise.kernel.internal.setting;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.stepwise.kernel.api.tx.Transactions;

/**
 * A value read from the database and kept for a while, so that a page does not ask for it in every row. Whoever changes it says so:
 * then that transaction reads what it has written itself, and everybody else what is committed, at once on this node and on others
 * when it has aged. What a transaction took back was never kept.
 */
public final class Remembered<T> {
    private final Transactions transactions;
    private final Duration age;
    private final Supplier<T> source;
    private final AtomicLong changes = new AtomicLong();
    private final ThreadLocal<WeakReference<Object>> changing = new ThreadLocal<>();
    private volatile Kept<T> kept;

    private record Kept<T>(T value, long at) {}

    /** @param age after which it is read again */
    public Remembered(Transactions transactions, Duration age, Supplier<T> source) {
        this.transactions = transactions;
        this.age = age;
        this.source = source;
    }

    public T get() {
        if (changedHere()) return source.get();
        Kept<T> now = kept;
        if (now != null && System.nanoTime() - now.at() < age.toNanos()) return now.value();
        long before = changes.get();
        T value = source.get();
        if (changes.get() == before) kept = new Kept<>(value, System.nanoTime());
        return value;
    }

    /** Within the transaction that changes the value. */
    public void changed() {
        changing.set(new WeakReference<>(transactions.token()));
        transactions.afterCommit(this::forget);
    }

    private boolean changedHere() {
        WeakReference<Object> changer = changing.get();
        if (changer == null) return false;
        if (transactions.active() && changer.get() == transactions.token()) return true;
        if (!transactions.active()) changing.remove();
        return false;
    }

    public void forget() {
        changes.incrementAndGet();
        kept = null;
    }
}
