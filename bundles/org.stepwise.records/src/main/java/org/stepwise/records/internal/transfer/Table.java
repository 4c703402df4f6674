package org.stepwise.records.internal.transfer;

import java.util.List;
import java.util.function.Consumer;

/**
 * A sheet as read: texts, numbers (BigDecimal), flags and null for empty cells.
 *
 * @param rows without the heading and without empty rows
 */
record Table(String sheet, List<String> headings, Spool rows) implements AutoCloseable {
    private static final int CHUNK = 500;

    /** One row. @param number as users count: the heading is 1 */
    record Line(int number, List<Object> cells) {
        Object cell(int at) {
            return at < cells.size() ? cells.get(at) : null;
        }
    }

    int size() {
        return rows.size();
    }

    void each(Consumer<Line> sink) {
        chunks(chunk -> chunk.forEach(sink));
    }

    /** Some hundred rows at a time. */
    void chunks(Consumer<List<Line>> sink) {
        rows.chunks(CHUNK, sink);
    }

    @Override
    public void close() {
        rows.close();
    }
}
