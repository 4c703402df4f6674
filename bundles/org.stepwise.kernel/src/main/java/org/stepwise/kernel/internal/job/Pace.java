package org.stepwise.kernel.internal.job;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/** When a job runs: a pause between starts, a time of day, or by hand only. */
sealed interface Pace {
    Optional<Instant> after(Instant now, ZoneId zone);

    /** @throws IllegalArgumentException when the text is neither an ISO-8601 duration nor a time of day */
    static Pace of(String every) {
        if (every.isBlank()) return new ByHand();
        try {
            if (every.startsWith("P")) return new Every(Duration.parse(every));
            return new Daily(LocalTime.parse(every));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a pause or a time of day: " + every, e);
        }
    }

    /** Started by people only. */
    record ByHand() implements Pace {
        @Override
        public Optional<Instant> after(Instant now, ZoneId zone) {
            return Optional.empty();
        }
    }

    /** Again after a pause. */
    record Every(Duration pause) implements Pace {
        public Every {
            if (pause.isNegative() || pause.isZero()) throw new IllegalArgumentException("no pause: " + pause);
        }

        @Override
        public Optional<Instant> after(Instant now, ZoneId zone) {
            return Optional.of(now.plus(pause));
        }
    }

    /** Once a day. */
    record Daily(LocalTime time) implements Pace {
        @Override
        public Optional<Instant> after(Instant now, ZoneId zone) {
            ZonedDateTime local = now.atZone(zone);
            ZonedDateTime today = local.toLocalDate().atTime(time).atZone(zone);
            ZonedDateTime tomorrow =
                    local.toLocalDate().plusDays(1).atTime(time).atZone(zone);
            return Optional.of((today.isAfter(local) ? today : tomorrow).toInstant());
        }
    }
}
