package org.stepwise.kernel.api;

import java.util.Map;

/** The caller sees the thing but may not do this with it. 403. */
public final class Forbidden extends Problem {
    private static final long serialVersionUID = 1L;

    public Forbidden(String key, Map<String, Object> args) {
        super(key, args);
    }

    public Forbidden(String key) {
        this(key, Map.of());
    }

    /** The usual case: the permission for {@code action} on {@code type} is missing. */
    public static Forbidden of(String action, String type) {
        return new Forbidden("kernel.problem.forbidden", Map.of("action", action, "type", type));
    }
}
