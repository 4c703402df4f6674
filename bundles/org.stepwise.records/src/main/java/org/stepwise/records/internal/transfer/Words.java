package org.stepwise.records.internal.transfer;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.records.internal.core.Column;

/** Reads what people write in cells: labels in place of codes, yes and no, dates as a spreadsheet counts them. */
final class Words {
    private static final LocalDate EPOCH = LocalDate.of(1899, 12, 30);
    private static final long SECONDS = 86_400;
    private final RecordType<?> type;
    private final Labels labels;
    private final Map<String, Map<String, Object>> byField = new HashMap<>();

    Words(RecordType<?> type, Labels labels) {
        this.type = type;
        this.labels = labels;
    }

    /** The cell as the engine's coercion reads it. */
    Object read(Column column, Object cell) {
        return switch (column.kind()) {
            case ENUM, CHOICE, FLAG ->
                known(column).getOrDefault(cell.toString().strip().toLowerCase(Locale.ROOT), cell);
            case DATE -> cell instanceof BigDecimal days ? day(days).toLocalDate() : cell;
            case INSTANT -> cell instanceof BigDecimal days ? day(days).toString() : cell;
            case TEXT, LONG_TEXT, REFERENCE -> cell instanceof BigDecimal number ? plain(number) : cell;
            default -> cell;
        };
    }

    static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static LocalDateTime day(BigDecimal days) {
        long whole = days.longValue();
        BigDecimal rest = days.subtract(BigDecimal.valueOf(whole)).multiply(BigDecimal.valueOf(SECONDS));
        return EPOCH.plusDays(Math.min(Math.max(whole, 0), 2_958_465))
                .atStartOfDay()
                .plusSeconds(Math.round(rest.doubleValue()));
    }

    private Map<String, Object> known(Column column) {
        return byField.computeIfAbsent(column.name(), name -> {
            Map<String, Object> known = new HashMap<>();
            for (Locale locale : Labels.LANGUAGES) add(known, column, locale);
            return known;
        });
    }

    private void add(Map<String, Object> known, Column column, Locale locale) {
        switch (column.kind()) {
            case ENUM -> {
                for (Object one : column.javaType().getEnumConstants()) {
                    put(known, labels.value(type, column, ((Enum<?>) one).name(), locale), ((Enum<?>) one).name());
                }
            }
            case CHOICE ->
                labels.choices()
                        .items(column.field().orElseThrow().choices())
                        .forEach(item -> put(known, item.label(locale), item.code()));
            default -> {
                put(known, labels.value(type, column, true, locale), true);
                put(known, labels.value(type, column, false, locale), false);
            }
        }
    }

    private static void put(Map<String, Object> known, String label, Object value) {
        known.put(label.strip().toLowerCase(Locale.ROOT), value);
    }
}
