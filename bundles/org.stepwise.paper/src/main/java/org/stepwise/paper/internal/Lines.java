package org.stepwise.paper.internal;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Breaks texts into lines where their language allows it, and elsewhere only what is wider than a line. */
final class Lines {
    private final Letters letters;
    private final Locale language;

    Lines(Letters letters, Locale language) {
        this.letters = letters;
        this.language = language;
    }

    /** At least one line, be it empty. */
    List<String> of(String text, float width, float size) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\\R", -1)) paragraph(paragraph, width, size, lines);
        return lines;
    }

    private void paragraph(String text, float width, float size, List<String> lines) {
        BreakIterator breaks = BreakIterator.getLineInstance(language);
        breaks.setText(text);
        String line = "";
        int from = 0;
        for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            String piece = text.substring(from, to);
            if (!fits(line + piece, width, size) && !line.isEmpty()) {
                lines.add(line.stripTrailing());
                line = "";
            }
            line = fits(piece, width, size) ? line + piece : split(line + piece, width, size, lines);
        }
        lines.add(line.stripTrailing());
    }

    private boolean fits(String text, float width, float size) {
        return letters.width(text.stripTrailing(), size) <= width;
    }

    /** Adds full lines, and gives what is left of the last one. */
    private String split(String piece, float width, float size, List<String> lines) {
        StringBuilder line = new StringBuilder();
        for (int at = 0; at < piece.length(); at += Character.charCount(piece.codePointAt(at))) {
            String next = Character.toString(piece.codePointAt(at));
            if (!line.isEmpty() && !fits(line + next, width, size)) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(next);
        }
        return line.toString();
    }
}
