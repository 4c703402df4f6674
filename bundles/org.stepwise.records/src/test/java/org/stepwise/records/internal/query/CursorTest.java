package org.stepwise.records.internal.query;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.record.FieldKind;
import org.stepwise.records.internal.core.Column;
import org.stepwise.testkit.Covers;

@Covers("API-1")
public class CursorTest {
    private static Cursor over(FieldKind kind, Class<?> type) {
        Column column = new Column("x", "x", kind, type, "", true, Optional.empty());
        return new Cursor("demo.deal", new Order(List.of(new SortKey(column, false)), false));
    }

    private static String forged(Cursor cursor, String value) {
        return cursor.write(new Position(List.of(Optional.of(value)), 7));
    }

    private static void refused(Cursor cursor, String value) {
        Invalid wrong = assertThrows(value, Invalid.class, () -> cursor.read(forged(cursor, value)));
        assertEquals("kernel.problem.cursor", wrong.violations().get(0).code());
    }

    @Test
    public void valuesThatNoDatabaseHoldsAreRefusedEvenWithARightDigest() {
        Cursor instant = over(FieldKind.INSTANT, Instant.class);
        refused(instant, "+99999-01-01T00:00:00Z");
        refused(instant, "-0001-01-01T00:00:00Z");
        Cursor day = over(FieldKind.DATE, LocalDate.class);
        refused(day, "+12345-01-01");
        refused(day, "0000-01-01");
        Cursor amount = over(FieldKind.DECIMAL, BigDecimal.class);
        refused(amount, "1e999999999");
        refused(amount, "9".repeat(61));
        refused(over(FieldKind.INTEGER, long.class), "9".repeat(30));
        refused(over(FieldKind.TEXT, String.class), "a\0b");
    }

    @Test
    public void whatWasWrittenIsRead() {
        Cursor day = over(FieldKind.DATE, LocalDate.class);
        Position position = new Position(List.of(Optional.of(LocalDate.of(9999, 12, 31))), 7);
        assertEquals(position, day.read(day.write(position)));
        Cursor amount = over(FieldKind.DECIMAL, BigDecimal.class);
        Position price = new Position(List.of(Optional.of(new BigDecimal("12.50"))), 8);
        assertEquals(price, amount.read(amount.write(price)));
    }
}
