package org.stepwise.kernel.internal.setting;

import java.util.ArrayList;
import java.util.List;

/** Shipped tables: comma-separated, quoted where needed, the first line names the columns. */
public final class Csv {
    private Csv() {}

    /** Rows without the heading and without blank lines; each has as many cells as the heading. */
    public static List<List<String>> rows(String text) {
        List<List<String>> all = new ArrayList<>();
        for (String line : text.split("\r?\n")) {
            if (!line.isBlank() && !line.startsWith("#")) all.add(cells(line));
        }
        if (all.isEmpty()) return List.of();
        int columns = all.get(0).size();
        all.forEach(row -> {
            while (row.size() < columns) row.add("");
        });
        return all.subList(1, all.size());
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }
}
