package org.stepwise.itests;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.stepwise.kernel.api.tx.Sql;

/** Row counts and checksums of tables, whatever the order of the rows. */
final class Tables {
    /** Written by jobs while nobody looks. */
    private static final Set<String> BY_JOBS = Set.of("reminded_at");

    private Tables() {}

    static Map<String, String> of(Sql sql, String... tables) {
        Map<String, String> found = new TreeMap<>();
        for (String table : tables) {
            long[] sum = new long[2];
            sql.each("select * from " + table, row -> {
                sum[0]++;
                sum[1] += checksum(row.raw());
            });
            found.put(table, sum[0] + " rows, checksum " + Long.toHexString(sum[1]));
        }
        return found;
    }

    private static long checksum(ResultSet row) {
        try {
            long sum = 17;
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                if (BY_JOBS.contains(row.getMetaData().getColumnLabel(i).toLowerCase(java.util.Locale.ROOT))) continue;
                sum = sum * 31 + String.valueOf(row.getString(i)).hashCode();
            }
            return sum;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
