package org.stepwise.records.internal.query;

import org.stepwise.records.internal.core.Column;

/** One column of an order. */
public record SortKey(Column column, boolean descending) {
    public String direction() {
        return descending ? " desc" : "";
    }
}
