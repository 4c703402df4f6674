package org.stepwise.rest.internal;

import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.rollout.Opening;

/** Callers of the unit tests. */
public final class People {
    private People() {}

    public static Caller person(String account) {
        return new Caller(
                7,
                account,
                account,
                Locale.ENGLISH,
                ZoneOffset.UTC,
                0,
                0,
                Set.of(7L),
                Set.of(),
                0,
                new Opening(Map.of("test", Set.of("*"))),
                Door.REST,
                false,
                Optional.empty(),
                "");
    }
}
