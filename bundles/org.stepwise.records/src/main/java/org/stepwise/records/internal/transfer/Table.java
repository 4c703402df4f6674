package org.stepwise.records.internal.transfer;

import java.util.List;

/**
 * A sheet as read: texts, numbers (BigDecimal), flags and null for empty cells.
 *
 * @param rows without the heading and without empty rows
 */
record Table(String sheet, List<String> headings, List<Line> rows) {
    /** One row. @param number as users count: the heading is 1 */
    record Line(int number, List<Object> cells) {
        Object cell(int at) {
            return at < cells.size() ? cells.get(at) : null;
        }
    }
}
