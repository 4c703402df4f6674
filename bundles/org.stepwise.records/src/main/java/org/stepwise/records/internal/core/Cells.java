package org.stepwise.records.internal.core;

import java.sql.SQLException;
import org.stepwise.kernel.api.record.Field;
import org.stepwise.kernel.api.record.FieldKind;
import org.stepwise.kernel.api.tx.Sql;

/** Values in the one form that rows, history, API and exports share. */
public final class Cells {
    private Cells() {}

    /** Reads a result column; null for none. */
    public static Object read(Sql.Row row, int at, Column column) throws SQLException {
        return switch (column.kind()) {
            case TEXT, LONG_TEXT, ENUM, CHOICE -> row.raw().getString(at);
            case INTEGER -> row.id(at).orElse(null);
            case REFERENCE -> row.id(at).filter(id -> id != 0).orElse(null);
            case DECIMAL, MONEY -> row.raw().getBigDecimal(at);
            case FLAG -> row.flag(at);
            case DATE -> row.date(at).orElse(null);
            case INSTANT -> row.instant(at).orElse(null);
        };
    }

    /** A field of an entity in the same form. */
    public static Object of(Field field, Object entity) {
        return of(field.kind(), field.get(entity));
    }

    /** Long for whole numbers and references (0 is none), text for enums; null for none. */
    public static Object of(FieldKind kind, Object value) {
        if (value instanceof Enum<?> constant) return constant.name();
        if (value instanceof Number number && (kind == FieldKind.INTEGER || kind == FieldKind.REFERENCE)) {
            long whole = number.longValue();
            return kind == FieldKind.REFERENCE && whole == 0 ? null : (Object) whole;
        }
        return value;
    }
}
