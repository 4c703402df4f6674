package org.stepwise.kernel.api.console;

import java.util.List;

/**
 * What a command answers.
 *
 * @param value what {@code --json} prints: records, collections and values
 * @param sentences printed before the table, in the caller's language
 * @param columns headings of the table in the caller's language, empty for none
 * @param rows as many values as there are columns
 */
public record Printed(Object value, List<String> sentences, List<String> columns, List<List<String>> rows) {
    public Printed {
        sentences = List.copyOf(sentences);
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != columns.size()) throw new IllegalArgumentException("not one value a column: " + row);
        }
    }

    public static Printed text(Object value, String... sentences) {
        return new Printed(value, List.of(sentences), List.of(), List.of());
    }

    public static Printed table(Object value, List<String> columns, List<List<String>> rows) {
        return new Printed(value, List.of(), columns, rows);
    }
}
