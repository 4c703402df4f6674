package org.stepwise.kernel.api;

import java.util.Map;

/** Not there, or not visible to the caller: never tells which. 404. */
public final class NotFound extends Problem {
    private static final long serialVersionUID = 1L;

    public NotFound(String key, Map<String, Object> args) {
        super(key, args);
    }

    public NotFound(String key) {
        this(key, Map.of());
    }

    /** The usual case: no record, page, unit or module of that name. */
    public static NotFound of(Object what) {
        return new NotFound("kernel.problem.notFound", Map.of("what", String.valueOf(what)));
    }
}
