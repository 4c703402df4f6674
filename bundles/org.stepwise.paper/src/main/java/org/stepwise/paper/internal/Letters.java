package org.stepwise.paper.internal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** The letters of one document: which font has which, and how wide it is. Only those that are used are embedded. */
final class Letters {
    private static final String LATIN = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final String HAN = "/fonts/DroidSansFallbackFull.ttf";
    private static final String MISSING = "?";
    private static final int FIRST_COMMON = 0x2000;
    private static final float UNIT = 1000f;
    private final PDFont latin;
    private final PDFont han;
    private final boolean chinese;
    private final Map<Integer, Letter> known = new HashMap<>();

    Letters(PDDocument document, Locale language) throws IOException {
        this.latin = load(document, LATIN);
        this.han = load(document, HAN);
        this.chinese = language.getLanguage().equals("zh");
    }

    private static PDFont load(PDDocument document, String path) throws IOException {
        try (InputStream in = Letters.class.getResourceAsStream(path)) {
            if (in == null) throw new FileNotFoundException(path);
            return PDType0Font.load(document, in, true);
        }
    }

    /** @param width in the font's unit of a thousandth of its size */
    private record Letter(PDFont font, String text, float width) {}

    /** Letters beside each other of one font. */
    record Run(PDFont font, String text) {}

    float width(String text, float size) {
        float sum = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            sum += letter(text.codePointAt(at)).width();
        }
        return sum * size / UNIT;
    }

    List<Run> runs(String text) {
        List<Run> runs = new ArrayList<>();
        StringBuilder sofar = new StringBuilder();
        PDFont font = latin;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            Letter next = letter(text.codePointAt(at));
            if (next.font() != font && !sofar.isEmpty()) {
                runs.add(new Run(font, sofar.toString()));
                sofar.setLength(0);
            }
            font = next.font();
            sofar.append(next.text());
        }
        if (!sofar.isEmpty()) runs.add(new Run(font, sofar.toString()));
        return runs;
    }

    private Letter letter(int codePoint) {
        return known.computeIfAbsent(codePoint, this::find);
    }

    /** Dashes and quotation marks are in both fonts: each language takes its own. */
    private Letter find(int codePoint) {
        if (Character.getType(codePoint) == Character.CONTROL) return find(' ');
        boolean hanFirst = chinese && codePoint >= FIRST_COMMON;
        String text = Character.toString(codePoint);
        return in(hanFirst ? han : latin, text)
                .or(() -> in(hanFirst ? latin : han, text))
                .or(() -> in(latin, MISSING))
                .orElseThrow(() -> new IllegalStateException("the fonts lack " + MISSING));
    }

    private static Optional<Letter> in(PDFont font, String text) {
        try {
            return Optional.of(new Letter(font, text, font.getStringWidth(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
