package org.stepwise.kernel.internal.directory.orgimport;

import java.util.Map;

/**
 * One row of a sheet.
 *
 * @param sheet as the file calls it
 * @param row as users count, the headings are row 1
 * @param cells stripped texts by column; columns that the sheet lacks are absent
 */
record Line(String sheet, int row, Map<String, String> cells) {
    boolean has(String column) {
        return cells.containsKey(column);
    }

    String text(String column) {
        return cells.getOrDefault(column, "");
    }
}
