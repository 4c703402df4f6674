package org.stepwise.kernel.internal.module;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** Another clock's time and a length that may grow, and never shrinks: time does not go back. Safe for any thread. */
final class AheadClock extends Clock {
    private final Clock base;
    private final AtomicReference<Duration> ahead;

    AheadClock(Clock base) {
        this(base, new AtomicReference<>(Duration.ZERO));
    }

    private AheadClock(Clock base, AtomicReference<Duration> ahead) {
        this.base = base;
        this.ahead = ahead;
    }

    void set(Duration wanted) {
        ahead.accumulateAndGet(wanted, (now, next) -> next.compareTo(now) > 0 ? next : now);
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new AheadClock(base.withZone(zone), ahead);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(ahead.get());
    }
}
