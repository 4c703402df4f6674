package org.stepwise.console.internal.shell;

import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Rows under headings, aligned also where Chinese characters take two columns. */
public final class Table {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private final List<List<String>> rows = new ArrayList<>();

    private final ZoneId zone;

    private Table(List<String> headings, ZoneId zone) {
        rows.add(headings);
        this.zone = zone;
    }

    /** @param zone of the moments in it */
    public static Table of(List<String> headings, ZoneId zone) {
        return new Table(headings, zone);
    }

    /** A moment where its reader is, to the second. */
    public static String moment(Instant at, ZoneId zone) {
        return MOMENT.format(at.atZone(zone));
    }

    private Object said(Object value) {
        if (value instanceof Optional<?> maybe) return maybe.map(this::said).orElse("");
        return value instanceof Instant at ? moment(at, zone) : value;
    }

    /** Moments are told in the reader's zone, an absent value is empty, others are printed as their text; no nulls. */
    public void row(Object... values) {
        rows.add(Arrays.stream(values)
                .map(v -> String.valueOf(said(v)).replaceAll("\\s+", " "))
                .toList());
    }

    void print(PrintStream out) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < columns; c++) widths[c] = Math.max(widths[c], width(row.get(c)));
        }
        line(out, rows.get(0), widths);
        out.println("-".repeat(Arrays.stream(widths).sum() + 2 * (columns - 1)));
        rows.stream().skip(1).forEach(row -> line(out, row, widths));
    }

    private static void line(PrintStream out, List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            line.append(row.get(c));
            if (c < widths.length - 1) line.append(" ".repeat(widths[c] - width(row.get(c)) + 2));
        }
        out.println(line);
    }

    static int width(String text) {
        return text.codePoints().map(c -> wide(c) ? 2 : 1).sum();
    }

    private static boolean wide(int c) {
        return c >= 0x1100 && c <= 0x115F
                || c >= 0x2E80 && c <= 0xA4CF
                || c >= 0xAC00 && c <= 0xD7A3
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0xFE30 && c <= 0xFE6F
                || c >= 0xFF00 && c <= 0xFF60
                || c >= 0xFFE0 && c <= 0xFFE6
                || c >= 0x1F300 && c <= 0x1FAFF
                || c >= 0x20000 && c <= 0x3FFFD;
    }
}
