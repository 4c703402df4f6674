package org.stepwise.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that a test sets; it runs on from there. Thread-safe. */
public final class TestClock extends Clock {
    private volatile Duration shift = Duration.ZERO;

    public void set(Instant now) {
        shift = Duration.between(Clock.systemUTC().instant(), now);
    }

    public void advance(Duration by) {
        shift = shift.plus(by);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(Clock.system(zone), shift);
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(shift);
    }
}
