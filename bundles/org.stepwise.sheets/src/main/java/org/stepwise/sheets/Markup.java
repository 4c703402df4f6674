package org.stepwise.sheets;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;

/** Reads one entry of a workbook byte by byte: how much it unpacks to, and how much a cell and a row hold. */
final class Markup {
    /** A character takes three bytes, or more as a reference such as {@code &#10;}; formats of its parts come on top. */
    private static final int BYTES = 12;

    private static final int ROW_BYTES = 8_000_000;
    private static final long BLOB = 16_000_000;
    private static final long SHARED = 64_000_000;
    private static final int NAME = 64;
    private static final int CELLS = 20_000;
    private static final Set<String> TEXTS = Set.of("c", "si");

    private final boolean xml;
    private final long most;
    private final int longest;
    private final StringBuilder tag = new StringBuilder();
    private boolean naming;
    private boolean inTag;
    private byte quote;
    private byte last;
    private boolean inRow;
    private boolean inCell;
    private int cell;
    private int row;
    private int cells;

    Markup(String entry, long left, int cellCharacters) {
        longest = BYTES * cellCharacters;
        String name = entry.toLowerCase(Locale.ROOT);
        xml = name.endsWith(".xml") || name.endsWith(".rels");
        boolean shared = name.contains("sharedstrings");
        boolean table = name.endsWith(".csv") || xml && !shared;
        most = table ? left : Math.min(left, xml ? SHARED : BLOB);
    }

    /** @return bytes unpacked */
    long read(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            total += read;
            if (total > most) throw new SheetRefused(SheetRefused.Reason.TOO_LARGE);
            for (int i = 0; xml && i < read; i++) take(buffer[i]);
        }
        return total;
    }

    private void take(byte next) throws SheetRefused {
        if (next == 0) throw format();
        if (naming) name(next);
        if (!inTag && next == '<') {
            naming = true;
            inTag = true;
            tag.setLength(0);
        } else if (inTag) {
            inside(next);
        }
        last = next;
        if (++cell > longest || inRow && ++row > ROW_BYTES || cells > CELLS) {
            throw new SheetRefused(SheetRefused.Reason.TOO_LARGE);
        }
    }

    /** A bracket in an attribute's value ends nothing. */
    private void inside(byte next) {
        if (quote != 0) {
            if (next == quote) quote = 0;
        } else if (!naming && (next == '"' || next == '\'') && !declares()) {
            quote = next;
        } else if (next == '>') {
            inTag = false;
            if (last == '/') close(local());
        }
    }

    private boolean declares() {
        return tag.length() > 0 && tag.charAt(0) == '!';
    }

    private void name(byte next) throws SheetRefused {
        boolean ends = next <= ' ' && next >= 0 || next == '>' || next == '/' && tag.length() > 0;
        if (!ends) {
            if (tag.length() == NAME) throw format();
            tag.append((char) (next & 0xFF));
        }
        boolean comment = tag.toString().equals("!--");
        naming = !ends && !comment;
        if (naming) return;
        boolean plain = !declares() && tag.indexOf("?") != 0;
        if (!plain && (inRow || inCell || declares() && !comment)) throw format();
        if (plain && tag.charAt(0) == '/') close(local());
        else if (plain) open(local());
    }

    private String local() {
        String name = tag.toString();
        return name.substring(Math.max(name.indexOf(':') + 1, name.startsWith("/") ? 1 : 0));
    }

    private void open(String name) throws SheetRefused {
        boolean row = name.equals("row");
        boolean text = TEXTS.contains(name);
        if (inCell && (row || text) || inRow && row) throw format();
        if (!inCell) cell = 0;
        if (row) {
            this.row = 0;
            cells = 0;
            inRow = true;
        } else if (text) {
            cells += inRow ? 1 : 0;
            inCell = true;
        }
    }

    private void close(String name) {
        if (TEXTS.contains(name)) inCell = false;
        if (name.equals("row")) inRow = false;
        if (!inCell) cell = 0;
    }

    private static SheetRefused format() {
        return new SheetRefused(SheetRefused.Reason.FORMAT);
    }
}
