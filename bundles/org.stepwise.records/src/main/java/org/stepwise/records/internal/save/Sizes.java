package org.stepwise.records.internal.save;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.stepwise.kernel.api.record.Entity;
import org.stepwise.kernel.api.record.Field;
import org.stepwise.kernel.api.record.FieldKind;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.records.internal.core.Column;
import org.stepwise.records.internal.core.Platform;

/** Room in the columns of a table, as the database has it: what does not fit is told before it is written. */
public final class Sizes {
    private final Platform platform;
    private final Map<String, Map<String, Size>> tables = new ConcurrentHashMap<>();

    public Sizes(Platform platform) {
        this.platform = platform;
    }

    private record Size(int length, int scale) {}

    public void forget(String table) {
        tables.remove(table);
    }

    /** Read without a lock of ours: the reader may wait for an index that is made, which waits for whoever would wait here. */
    private Size of(String table, String column) {
        Map<String, Size> sizes = tables.get(table);
        if (sizes == null) {
            sizes = read(table);
            tables.put(table, sizes);
        }
        return sizes.getOrDefault(column, new Size(Integer.MAX_VALUE, 0));
    }

    private Map<String, Size> read(String table) {
        boolean derby = platform.sql().dialect() == Sql.Dialect.DERBY;
        String name = derby ? table.toUpperCase(Locale.ROOT) : table;
        return platform.sql().with(connection -> {
            Map<String, Size> sizes = new HashMap<>();
            String schema = connection.getSchema();
            try (ResultSet columns = connection.getMetaData().getColumns(null, schema, name, null)) {
                while (columns.next()) {
                    String column = columns.getString("COLUMN_NAME").toLowerCase(Locale.ROOT);
                    sizes.put(column, new Size(columns.getInt("COLUMN_SIZE"), columns.getInt("DECIMAL_DIGITS")));
                }
            }
            return sizes;
        });
    }

    /** Decimals at the column's scale, so that both databases keep the same. */
    Object rounded(String table, Column column, Object value) {
        if (!(value instanceof BigDecimal decimal)) return value;
        Size size = of(table, column.sql());
        return size.length() == Integer.MAX_VALUE ? value : decimal.setScale(size.scale(), Assignment.ROUNDING);
    }

    <T extends Entity> void check(Draft<T> draft) {
        for (Field field : draft.type().fields()) {
            if (draft.rejected(field.name())) continue;
            String column = platform.types().column(draft.type(), field.name());
            Object value = field.get(draft.work());
            if (value instanceof String text && field.kind() != FieldKind.LONG_TEXT) {
                int most = of(draft.type().table(), column).length();
                if (text.length() > most) {
                    draft.reject(field.name(), "kernel.field.tooLong", Map.of("max", most, "field", field.name()));
                }
            } else if (value instanceof BigDecimal decimal) {
                Size size = of(draft.type().table(), column);
                if (size.length() != Integer.MAX_VALUE
                        && decimal.precision() - decimal.scale() > size.length() - size.scale()) {
                    draft.reject(
                            field.name(), "kernel.field.tooLarge", Map.of("value", decimal, "field", field.name()));
                }
            }
        }
    }
}
