package org.stepwise.records.internal.core;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.record.FieldKind;

/**
 * Reads what forms, JSON and sheets bring as a column's Java type.
 *
 * @param zone the reader's zone, for times written without one
 */
public record Coercion(ZoneId zone) {
    private static final String EMPTY = "\u034f\u115f\u1160\u2800\u3164\uffa0\ufe0e\ufe0f";
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final BigDecimal LARGEST = new BigDecimal("1e15");

    /** The value does not fit the field. */
    public static final class Misfit extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Violation violation;

        Misfit(Violation violation) {
            super(violation.code(), null, false, false);
            this.violation = violation;
        }

        public Violation violation() {
            return violation;
        }
    }

    /** @return the value in the column's Java type; null when empty, unless the type is primitive */
    public Object read(Column column, Object given) throws Misfit {
        Object value = given instanceof String text && column.kind() != FieldKind.LONG_TEXT ? text.strip() : given;
        if (value == null || value instanceof String text && invisible(text)) return nothing(column);
        try {
            return switch (column.kind()) {
                case TEXT, LONG_TEXT, CHOICE -> text(column, value);
                case INTEGER -> whole(column, value);
                case REFERENCE -> reference(column, value);
                case DECIMAL, MONEY -> decimal(column, value);
                case FLAG -> flag(column, value);
                case DATE -> dated(date(column, value));
                case INSTANT -> timed(instant(column, value));
                case ENUM -> constant(column, value);
            };
        } catch (NumberFormatException | ArithmeticException e) {
            throw misfit(column, "kernel.field.number", value);
        } catch (DateTimeException e) {
            throw misfit(column, column.kind() == FieldKind.DATE ? "kernel.field.date" : "kernel.field.time", value);
        }
    }

    /** Nothing that a reader would see: blanks, joiners, marks of direction, empty letters. */
    private static boolean invisible(String text) {
        return text.codePoints()
                .allMatch(c -> Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.getType(c) == Character.FORMAT
                        || EMPTY.indexOf(c) >= 0);
    }

    /** Years 1 to 9999, as every database holds them. @throws DateTimeException for any other */
    public static LocalDate dated(LocalDate day) {
        if (day.getYear() < 1 || day.getYear() > 9999) throw new DateTimeException("year");
        return day;
    }

    /** As {@link #dated}. @throws DateTimeException for any other */
    public static Instant timed(Instant moment) {
        if (moment.isBefore(FIRST) || moment.isAfter(LAST)) throw new DateTimeException("year");
        return moment;
    }

    private static Object nothing(Column column) {
        Class<?> type = column.javaType();
        if (type == long.class) return 0L;
        if (type == int.class) return 0;
        if (type == boolean.class) return false;
        return type == String.class && !column.nullable() ? "" : null;
    }

    private static Object text(Column column, Object value) throws Misfit {
        if (value instanceof CharSequence || value instanceof Number || value instanceof Boolean) {
            String text = value.toString();
            if (text.indexOf('\0') >= 0) throw misfit(column, "kernel.field.text", "\\0");
            return text;
        }
        throw misfit(column, "kernel.field.text", value);
    }

    private static Object whole(Column column, Object value) throws Misfit {
        long number = number(column, value).longValueExact();
        boolean small = column.javaType() == int.class || column.javaType() == Integer.class;
        return small ? (Object) Math.toIntExact(number) : (Object) number;
    }

    private static Object reference(Column column, Object value) throws Misfit {
        if (value instanceof RecordId record && record.type().equals(column.ref())) return record.id();
        if (value instanceof String text && text.startsWith(column.ref() + ":")) {
            return number(column, text.substring(column.ref().length() + 1)).longValueExact();
        }
        try {
            return number(column, value).longValueExact();
        } catch (NumberFormatException e) {
            throw misfit(column, "kernel.field.reference", value);
        }
    }

    private static BigDecimal decimal(Column column, Object value) throws Misfit {
        BigDecimal number = number(column, value);
        if (number.abs().compareTo(LARGEST) >= 0) throw misfit(column, "kernel.field.tooLarge", value);
        return number;
    }

    private static BigDecimal number(Column column, Object value) throws Misfit {
        if (value instanceof Number number) return new BigDecimal(number.toString());
        if (!(value instanceof CharSequence)) throw misfit(column, "kernel.field.number", value);
        String text = value.toString().replace(",", "").replace("\u00a0", "").strip();
        if (text.length() > 40) throw misfit(column, "kernel.field.number", value);
        BigDecimal number = new BigDecimal(text);
        if (Math.abs((long) number.scale()) > 60) throw misfit(column, "kernel.field.number", value);
        return number;
    }

    private static Object flag(Column column, Object value) throws Misfit {
        if (value instanceof Boolean) return value;
        return switch (value.toString().toLowerCase(java.util.Locale.ROOT)) {
            case "true", "on", "1", "yes", "y" -> true;
            case "false", "off", "0", "no", "n" -> false;
            default -> throw misfit(column, "kernel.field.flag", value);
        };
    }

    private static LocalDate date(Column column, Object value) {
        if (value instanceof LocalDate day) return day;
        String text = value.toString().replace('/', '-').replace('.', '-');
        if (text.length() > 10 && text.charAt(10) == 'T') text = text.substring(0, 10);
        String[] parts = text.split("-", -1);
        if (parts.length != 3 || parts[0].length() != 4) return LocalDate.parse(text);
        return LocalDate.of(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    private Instant instant(Column column, Object value) {
        if (value instanceof Instant moment) return moment;
        if (value instanceof LocalDate day) return day.atStartOfDay(zone).toInstant();
        String text = value.toString().replace(' ', 'T');
        if (text.length() == 10) return LocalDate.parse(text).atStartOfDay(zone).toInstant();
        boolean zoned = text.endsWith("Z") || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10;
        return zoned
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).atZone(zone).toInstant();
    }

    private static Object constant(Column column, Object value) throws Misfit {
        String text = value instanceof Enum<?> given ? given.name() : value.toString();
        Object[] all = column.javaType().getEnumConstants();
        for (Object one : all) if (((Enum<?>) one).name().equalsIgnoreCase(text)) return one;
        String known = Arrays.stream(all).map(one -> ((Enum<?>) one).name()).collect(Collectors.joining(", "));
        throw new Misfit(new Violation(
                column.name(), "kernel.field.choice", Map.of("value", text, "field", column.name(), "known", known)));
    }

    private static Misfit misfit(Column column, String code, Object value) {
        return new Misfit(
                new Violation(column.name(), code, Map.of("value", String.valueOf(value), "field", column.name())));
    }
}
