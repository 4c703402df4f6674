package org.stepwise.records.internal.query;

import java.util.List;
import java.util.Optional;

/** Where a page ended: the values of the sort columns and the id of its last row. */
public record Position(List<Optional<Object>> values, long id) {
    public Position {
        values = List.copyOf(values);
    }
}
