package org.stepwise.kernel.internal.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pinyin without tones of the CJK ideographs, from {@code STEPWISE-INF/data/pinyin*.txt}: one reading a character, with words and
 * surnames that are read otherwise (重庆, 单). Loaded at first use, about 200 kB. Thread-safe.
 */
public final class Pinyin {
    private static final String DATA = "/STEPWISE-INF/data/";
    private static final int LONGEST_WORD = 4;
    private static final char FIRST = '\u4e00';
    private final String[] readings = new String['\u9fff' - FIRST + 1];
    private final Map<String, List<String>> words = new HashMap<>();
    private final Map<String, List<String>> surnames = new HashMap<>();

    private Pinyin() {
        each("pinyin.txt", (syllable, characters) -> {
            for (char c : characters.toCharArray()) readings[c - FIRST] = syllable;
        });
        each("pinyin-words.txt", (word, read) -> words.put(word, List.of(read.split(" "))));
        each("pinyin-surnames.txt", (name, read) -> surnames.put(name, List.of(read.split(" "))));
    }

    /** Loaded when first asked for. */
    private static final class Loaded {
        static final Pinyin TABLE = new Pinyin();
    }

    /** Syllables of the Chinese characters in the text; runs of letters and digits stand as they are. */
    public static List<String> syllables(String text) {
        return Loaded.TABLE.read(text, false);
    }

    /** The same for a person's name, whose surname may be read in its own way. */
    public static List<String> ofName(String name) {
        return Loaded.TABLE.read(name, true);
    }

    /** Does the text hold a Chinese character? */
    public static boolean needed(String text) {
        return text.chars().anyMatch(c -> c >= FIRST && c <= '\u9fff');
    }

    private List<String> read(String text, boolean person) {
        List<String> made = new ArrayList<>();
        int at = person ? surname(text, made) : 0;
        StringBuilder plain = new StringBuilder();
        while (at < text.length()) {
            String known = wordAt(text, at);
            List<String> word = words.get(known);
            char c = text.charAt(at);
            String reading = c >= FIRST && c <= '\u9fff' ? readings[c - FIRST] : null;
            if (word == null && reading == null) {
                if (Character.isLetterOrDigit(c)) plain.append(Character.toLowerCase(c));
                at++;
                continue;
            }
            flush(plain, made);
            made.addAll(word != null ? word : List.of(reading));
            at += Math.max(1, known.length());
        }
        flush(plain, made);
        return made;
    }

    /** The longest word of the table that begins here, "" when none does. */
    private String wordAt(String text, int at) {
        for (int length = Math.min(LONGEST_WORD, text.length() - at); length > 1; length--) {
            String word = text.substring(at, at + length);
            if (words.containsKey(word)) return word;
        }
        return "";
    }

    private int surname(String name, List<String> made) {
        for (int length = Math.min(2, name.length()); length > 0; length--) {
            List<String> read = surnames.get(name.substring(0, length));
            if (read != null) {
                made.addAll(read);
                return length;
            }
        }
        return 0;
    }

    private static void flush(StringBuilder plain, List<String> made) {
        if (plain.length() > 0) made.add(plain.toString());
        plain.setLength(0);
    }

    /** One line of a data file. */
    private interface Line {
        void read(String key, String value);
    }

    private static void each(String file, Line line) {
        try (InputStream in = Pinyin.class.getResourceAsStream(DATA + file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines().map(text -> text.split("\t")).forEach(parts -> line.read(parts[0], parts[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
