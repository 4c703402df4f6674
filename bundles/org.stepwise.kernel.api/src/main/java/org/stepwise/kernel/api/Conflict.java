package org.stepwise.kernel.api;

import java.util.Map;

/** Somebody or something else was first: stale version, duplicate, wrong state. 409 (412 for a stale ETag in REST). */
public final class Conflict extends Problem {
    private static final long serialVersionUID = 1L;

    public Conflict(String key, Map<String, Object> args) {
        super(key, args);
    }

    public Conflict(String key) {
        this(key, Map.of());
    }

    /** Key of a stale version; doors show both versions. */
    public static final String STALE = "kernel.problem.stale";

    public boolean stale() {
        return STALE.equals(key());
    }
}
