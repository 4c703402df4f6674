package org.stepwise.kernel.api.record;

import java.util.Map;
import org.stepwise.kernel.api.Invalid;

/**
 * One condition, {@code field:op:value} in REST.
 *
 * @param value text as in REST; comma separated for {@code in}; empty for {@code null}
 */
public record Filter(String field, Op op, String value) {
    /** Operators of REST. */
    public enum Op {
        EQ,
        NE,
        LT,
        LE,
        GT,
        GE,
        IN,
        LIKE,
        NULL
    }

    public static Filter eq(String field, Object value) {
        return new Filter(field, Op.EQ, String.valueOf(value));
    }

    /** @throws Invalid when it is not {@code field:op:value} */
    public static Filter parse(String text) {
        String[] parts = text.split(":", 3);
        try {
            return new Filter(
                    parts[0],
                    Op.valueOf(parts[1].toUpperCase(java.util.Locale.ROOT)),
                    parts.length > 2 ? parts[2] : "");
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw Invalid.of("filter", "kernel.problem.filter", Map.of("filter", text));
        }
    }
}
