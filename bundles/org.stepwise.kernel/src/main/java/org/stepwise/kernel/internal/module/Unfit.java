package org.stepwise.kernel.internal.module;

import java.util.Map;

/** Why a release does not come up: the key of a sentence with its arguments. */
final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String key;
    private final transient Map<String, Object> args;

    private Unfit(String key, Map<String, Object> args) {
        super(key + args);
        this.key = key;
        this.args = Map.copyOf(args);
    }

    /** @param reason last part of the key {@code release.reason.<reason>} */
    static Unfit because(String reason, Map<String, Object> args) {
        return new Unfit("release.reason." + reason, args);
    }

    static Unfit of(RuntimeException failure) {
        if (failure instanceof Unfit unfit) return unfit;
        Unfit unfit = because("failed", Map.of("what", String.valueOf(failure.getMessage())));
        unfit.initCause(failure);
        return unfit;
    }

    String key() {
        return key;
    }

    Map<String, Object> args() {
        return args == null ? Map.of() : args;
    }
}
