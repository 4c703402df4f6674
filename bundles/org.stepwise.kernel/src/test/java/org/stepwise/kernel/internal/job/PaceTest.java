package org.stepwise.kernel.internal.job;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.Test;
import org.stepwise.testkit.Covers;

@Covers("JOB-1")
public class PaceTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Instant NOW = Instant.parse("2026-03-02T20:00:00Z"); // 04:00 on the 3rd in Shanghai

    @Test
    public void aTimeOfDayIsTheCompanys() {
        assertEquals(
                Optional.of(Instant.parse("2026-03-02T21:30:00Z")),
                Pace.of("05:30").after(NOW, SHANGHAI));
        assertEquals(
                Optional.of(Instant.parse("2026-03-03T19:30:00Z")),
                Pace.of("03:30").after(NOW, SHANGHAI));
    }

    @Test
    public void aPauseCountsFromNow() {
        assertEquals(Optional.of(NOW.plusSeconds(3600)), Pace.of("PT1H").after(NOW, SHANGHAI));
    }

    @Test
    public void nothingMeansByHandAndNonsenseIsRefused() {
        assertEquals(Optional.empty(), Pace.of("").after(NOW, SHANGHAI));
        assertThrows(IllegalArgumentException.class, () -> Pace.of("hourly"));
        assertThrows(IllegalArgumentException.class, () -> Pace.of("PT0S"));
    }
}
