package org.stepwise.kernel.api;

import java.util.Map;

/**
 * One broken rule.
 *
 * @param field field name as in the API, "" for the whole record; {@code lines[2].amount} inside a list
 * @param code text key of the message that says what is wrong and how to write it
 * @param args named arguments of the message
 */
public record Violation(String field, String code, Map<String, Object> args) {
    public Violation {
        args = Map.copyOf(args);
    }

    public Violation(String field, String code) {
        this(field, code, Map.of());
    }
}
