package org.stepwise.moduletest;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.TestKernel;

/** A module's tables: their columns, and what stands in them. */
final class KeptData {
    private final TestKernel kernel;
    private final String prefix;

    KeptData(TestKernel kernel, String module) {
        this.kernel = kernel;
        this.prefix = module + "_";
    }

    /** Table → its columns, in lower case, the same on every database. */
    Map<String, TreeSet<String>> columns() {
        return kernel.get(Transactions.class)
                .read(() -> sql().with(connection -> {
                    Map<String, TreeSet<String>> tables = new TreeMap<>();
                    DatabaseMetaData data = connection.getMetaData();
                    String pattern = data.storesUpperCaseIdentifiers() ? prefix.toUpperCase(Locale.ROOT) : prefix;
                    try (ResultSet rows = data.getColumns(
                            null, null, pattern.replace("_", data.getSearchStringEscape() + "_") + "%", "%")) {
                        while (rows.next()) {
                            tables.computeIfAbsent(lower(rows, "TABLE_NAME"), name -> new TreeSet<>())
                                    .add(lower(rows, "COLUMN_NAME"));
                        }
                    }
                    tables.keySet().removeIf(name -> name.endsWith("_seq"));
                    return tables;
                }));
    }

    private static String lower(ResultSet rows, String column) throws SQLException {
        return rows.getString(column).toLowerCase(Locale.ROOT);
    }

    /** Table → number of rows and a checksum over them, whatever their order. */
    Map<String, String> content() {
        Map<String, String> found = new TreeMap<>();
        for (String table : columns().keySet()) {
            long[] sum = new long[2];
            kernel.get(Transactions.class).read(() -> {
                sql().each("select * from " + table, row -> {
                    sum[0]++;
                    sum[1] += checksum(row.raw());
                });
                return sum;
            });
            found.put(table, sum[0] + " rows, checksum " + Long.toHexString(sum[1]));
        }
        return found;
    }

    private Sql sql() {
        return kernel.get(Transactions.class).sql();
    }

    private static long checksum(ResultSet row) {
        try {
            long sum = 17;
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                sum = sum * 31 + String.valueOf(row.getString(i)).hashCode();
            }
            return sum;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
