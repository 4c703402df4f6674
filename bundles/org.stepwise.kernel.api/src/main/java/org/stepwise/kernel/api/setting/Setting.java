package org.stepwise.kernel.api.setting;

import java.util.List;

/**
 * One setting as an administrator sees it in a scope. Labels: {@code <id>} or {@code setting.<id>}, help {@code ….help}.
 *
 * @param id {@code <module>.<rules record>.<component>}
 * @param choices what it can be, empty when it is free
 * @param shipped value that holds when nobody set one
 * @param value value that holds in the scope
 * @param own set in this very scope, not inherited
 * @param perUnit units and segments may have one of their own
 */
public record Setting(
        String id, Kind kind, List<String> choices, String shipped, String value, boolean own, boolean perUnit) {
    /** How a value is written. */
    public enum Kind {
        FLAG,
        NUMBER,
        CHOICE,
        TEXT
    }

    public Setting {
        choices = List.copyOf(choices);
    }
}
