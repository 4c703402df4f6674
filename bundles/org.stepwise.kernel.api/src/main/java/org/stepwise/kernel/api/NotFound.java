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

    /** The usual case: no record, page, unit or module of that name. Records' ids mean nothing to people and are not told in words. */
    public static NotFound of(Object what) {
        String key = what instanceof RecordId ? "kernel.problem.noRecord" : "kernel.problem.notFound";
        return new NotFound(key, Map.of("what", String.valueOf(what)));
    }
}
