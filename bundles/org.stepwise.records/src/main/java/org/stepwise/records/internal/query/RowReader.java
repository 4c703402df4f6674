package org.stepwise.records.internal.query;

import java.sql.SQLException;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.FieldKind;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.records.internal.core.Cells;
import org.stepwise.records.internal.core.Column;

/** Makes rows of results whose first columns are id, version, number and title. */
final class RowReader {
    private RowReader() {}

    /** @param shown for each column read, whether the row shows it */
    static Row read(String type, Sql.Row row, List<Column> read, BitSet shown) {
        Map<String, Object> values = new LinkedHashMap<>();
        try {
            for (int i = shown.nextSetBit(0); i >= 0; i = shown.nextSetBit(i + 1)) {
                Column column = read.get(i);
                values.put(column.name(), Cells.read(row, i + 1, column));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        RecordId id = RecordId.of(type, row.number(1));
        return new Row(id, row.number(2), row.text(3), row.text(4), values, Map.of());
    }

    /** The value as it sorts; null for none. */
    static Object raw(Sql.Row row, int at, Column column) {
        try {
            return column.kind() == FieldKind.REFERENCE ? row.id(at).orElse(null) : Cells.read(row, at, column);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
