package org.stepwise.records.internal.transfer;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.setting.Choices;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.records.internal.core.Column;

/** How fields and their values are called in the two languages. */
record Labels(Texts texts, Choices choices) {
    static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

    /** The field's label, or its name when it has none. */
    String heading(RecordType<?> type, String field, Locale locale) {
        return texts.find(locale, type.id() + "." + field)
                .or(() -> texts.find(locale, "kernel.column." + field))
                .orElse(field);
    }

    /** Columns that a file of bad rows has besides its own; they are left out when it is imported again. */
    List<String> badRows(Locale locale) {
        return List.of(text(locale, "kernel.import.bad.column"), text(locale, "kernel.import.bad.reason"));
    }

    boolean ofBadRows(String heading) {
        return LANGUAGES.stream().anyMatch(locale -> badRows(locale).contains(heading.strip()));
    }

    String text(Locale locale, Violation violation) {
        return texts.text(locale, violation);
    }

    String text(Locale locale, String key) {
        return texts.text(locale, key, Map.of());
    }

    /** What a reader sees in place of a code. */
    String value(RecordType<?> type, Column column, Object value, Locale locale) {
        return switch (column.kind()) {
            case ENUM ->
                texts.find(locale, type.id() + "." + column.name() + "." + value)
                        .orElse(value.toString());
            case CHOICE ->
                choices.find(column.field().orElseThrow().choices(), value.toString())
                        .map(item -> item.label(locale))
                        .orElse(value.toString());
            case FLAG -> text(locale, Boolean.TRUE.equals(value) ? "kernel.yes" : "kernel.no");
            default -> value.toString();
        };
    }
}
