package org.stepwise.kernel.internal.release;

import java.util.Map;
import org.stepwise.kernel.api.Invalid;

/** Refusals of archives: each names its sentence, nothing was changed. */
public final class Refused {
    private Refused() {}

    /** @param reason last part of the key {@code release.problem.<reason>} */
    public static Invalid because(String reason, Map<String, Object> args) {
        return Invalid.of("archive", "release.problem." + reason, args);
    }

    public static Invalid because(String reason) {
        return because(reason, Map.of());
    }
}
