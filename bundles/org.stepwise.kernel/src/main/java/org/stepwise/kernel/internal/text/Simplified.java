package org.stepwise.kernel.internal.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes a text with simplified characters, one for one, and in half width: what two spellings of the same name have in common.
 * Not a translation: it is for comparing and searching, never for showing. Thread-safe.
 */
public final class Simplified {
    private static final char FIRST_WIDE = '\uff01';
    private static final char LAST_WIDE = '\uff5e';
    private static final char WIDE_SPACE = '\u3000';
    private static final char[] TABLE = table(pairs());

    private Simplified() {}

    private static char[] table(String pairs) {
        char[] table = new char[Character.MAX_VALUE + 1];
        for (char c = 0; c < Character.MAX_VALUE; c++) table[c] = c;
        for (char c = FIRST_WIDE; c <= LAST_WIDE; c++) table[c] = (char) (c - FIRST_WIDE + '!');
        table[WIDE_SPACE] = ' ';
        for (int i = 0; i + 1 < pairs.length(); i += 2) table[pairs.charAt(i)] = pairs.charAt(i + 1);
        return table;
    }

    /** Each character followed by its simplified form, in lines. */
    private static String pairs() {
        try (InputStream in = Simplified.class.getResourceAsStream("/STEPWISE-INF/data/simplified.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\n", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As long as the text given. */
    public static String of(String text) {
        char[] characters = text.toCharArray();
        for (int i = 0; i < characters.length; i++) {
            if (characters[i] < Character.MAX_VALUE) characters[i] = TABLE[characters[i]];
        }
        return new String(characters);
    }
}
