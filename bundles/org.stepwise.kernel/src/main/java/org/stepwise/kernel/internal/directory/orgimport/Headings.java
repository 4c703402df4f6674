package org.stepwise.kernel.internal.directory.orgimport;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.stepwise.kernel.api.text.Texts;

/** Columns by their heading: the column's own name, or its label in either language. */
final class Headings {
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);
    private final Map<String, String> columns = new HashMap<>();

    Headings(Texts texts) {
        for (SheetKind kind : SheetKind.values()) {
            for (String column : kind.columns()) {
                for (Locale language : LANGUAGES) {
                    texts.find(language, "directory.import.column." + column)
                            .ifPresent(label -> columns.put(plain(label), column));
                }
            }
        }
        for (SheetKind kind : SheetKind.values()) kind.columns().forEach(column -> columns.put(column, column));
    }

    /** The column, or the heading itself in small letters when no column is called so. */
    String column(String heading) {
        String plain = plain(heading);
        return columns.getOrDefault(plain, columns.getOrDefault(plain.replace(' ', '_'), plain));
    }

    private static String plain(String heading) {
        return heading.strip().replace("*", "").toLowerCase(Locale.ROOT);
    }
}
