package org.stepwise.kernel.api;

import java.util.Map;

/** A part that is needed does not answer now (database, blob store, lock time-out); a retry may succeed. 503. */
public final class Unavailable extends Problem {
    private static final long serialVersionUID = 1L;

    public Unavailable(String key, Map<String, Object> args) {
        super(key, args);
    }

    public Unavailable(String key) {
        this(key, Map.of());
    }
}
