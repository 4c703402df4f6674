package org.stepwise.rest.internal.door;

import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Token buckets per caller, on this node. Thread-safe. */
final class Rates {
    private static final int KEPT = 20_000;
    private final ConcurrentMap<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final Clock clock;

    Rates(Clock clock) {
        this.clock = clock;
    }

    /** Takes one from the caller's bucket. @return 0 when it was there, else seconds to wait */
    int take(String who, int perMinute) {
        long now = clock.millis();
        if (buckets.size() > KEPT) buckets.values().removeIf(b -> b.full(now));
        return buckets.computeIfAbsent(who, w -> new Bucket(now, perMinute)).take(now, perMinute);
    }

    private static final class Bucket {
        private double left;
        private long last;
        private double size;

        Bucket(long now, int perMinute) {
            last = now;
            size = size(perMinute);
            left = size;
        }

        private static double size(int perMinute) {
            return Math.max(1, perMinute / 10.0);
        }

        synchronized int take(long now, int perMinute) {
            size = size(perMinute);
            left = Math.min(size, left + (now - last) * perMinute / 60_000.0);
            last = now;
            if (left >= 1) {
                left--;
                return 0;
            }
            return (int) Math.max(1, Math.ceil((1 - left) * 60.0 / perMinute));
        }

        synchronized boolean full(long now) {
            return now - last > 60_000;
        }
    }
}
