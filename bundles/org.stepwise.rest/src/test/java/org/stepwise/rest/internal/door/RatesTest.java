package org.stepwise.rest.internal.door;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.Test;
import org.stepwise.testkit.Covers;

@Covers("API-1")
public class RatesTest {
    private Instant now = Instant.parse("2025-03-03T08:00:00Z");
    private final Rates rates = new Rates(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    public void aBurstOfATenthIsServedAndThenTheCallerWaits() {
        for (int i = 0; i < 6; i++) assertEquals(0, rates.take("p1", 60));
        assertEquals(1, rates.take("p1", 60));
        assertEquals("others are not hindered", 0, rates.take("p2", 60));
        now = now.plus(Duration.ofSeconds(1));
        assertEquals(0, rates.take("p1", 60));
        assertTrue(rates.take("p1", 60) > 0);
    }
}
