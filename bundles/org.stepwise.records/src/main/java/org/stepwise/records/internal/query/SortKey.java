package org.stepwise.records.internal.query;

import org.stepwise.records.internal.core.Column;

/**
 * One column of an order.
 *
 * @param folded without regard to case, as the index for prefixes has it: what a prefix finds is then read in order
 */
public record SortKey(Column column, boolean descending, boolean folded) {
    public SortKey(Column column, boolean descending) {
        this(column, descending, false);
    }

    public String direction() {
        return descending ? " desc" : "";
    }
}
