package org.stepwise.sheets;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** The text of a csv file, cut off by an exception when a cell or a row grows beyond what a table may hold. */
final class CappedText extends FilterReader {
    private enum At {
        START,
        PLAIN,
        QUOTED,
        QUOTE
    }

    private final char delimiter;
    private final SheetRules rules;
    private At at = At.START;
    private int cell;
    private int row;
    private int cells;

    CappedText(Reader in, char delimiter, SheetRules rules) {
        super(in);
        this.delimiter = delimiter;
        this.rules = rules;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        if (next >= 0) take((char) next);
        return next;
    }

    @Override
    public int read(char[] into, int from, int length) throws IOException {
        int read = super.read(into, from, length);
        for (int i = 0; i < read; i++) take(into[from + i]);
        return read;
    }

    private void take(char next) throws SheetRefused {
        row++;
        if (at != At.QUOTED && (next == '\n' || next == '\r')) {
            row = 0;
            cells = 0;
            begin();
        } else if (at != At.QUOTED && next == delimiter) {
            cells++;
            begin();
        } else {
            inside(next);
        }
        if (cell > rules.cellCharacters() || row > Sheets.ROW || cells > rules.columns()) {
            throw new SheetRefused(SheetRefused.Reason.TOO_LARGE);
        }
    }

    private void begin() {
        cell = 0;
        at = At.START;
    }

    private void inside(char next) {
        if (next != '"') {
            at = at == At.START ? At.PLAIN : at;
            cell++;
        } else if (at == At.START) {
            at = At.QUOTED;
        } else if (at == At.QUOTED) {
            at = At.QUOTE;
        } else {
            at = at == At.QUOTE ? At.QUOTED : at;
            cell++;
        }
    }
}
