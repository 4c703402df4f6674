package org.stepwise.kernel.internal.setting;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A value read from the database and kept for a while, so that a page does not ask for it in every row. Whoever changes it
 * forgets it after the commit; other nodes see the change when it has aged.
 */
public final class Remembered<T> {
    private final Duration age;
    private final Supplier<T> source;
    private final AtomicLong changes = new AtomicLong();
    private volatile Kept<T> kept;

    private record Kept<T>(T value, long at) {}

    /** @param age after which it is read again */
    public Remembered(Duration age, Supplier<T> source) {
        this.age = age;
        this.source = source;
    }

    public T get() {
        Kept<T> now = kept;
        if (now != null && System.nanoTime() - now.at() < age.toNanos()) return now.value();
        long before = changes.get();
        T value = source.get();
        if (changes.get() == before) kept = new Kept<>(value, System.nanoTime());
        return value;
    }

    public void forget() {
        changes.incrementAndGet();
        kept = null;
    }
}
