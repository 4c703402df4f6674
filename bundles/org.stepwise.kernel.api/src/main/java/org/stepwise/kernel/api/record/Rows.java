package org.stepwise.kernel.api.record;

import java.util.List;
import java.util.Optional;

/**
 * One page of a list.
 *
 * @param next cursor of the next page, empty at the end
 */
public record Rows(List<Row> rows, Optional<String> next) {
    /** A count that stops at a limit. @param exact false means 'more than value' */
    public record Count(long value, boolean exact) {}
}
