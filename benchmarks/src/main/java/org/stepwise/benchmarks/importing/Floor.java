package org.stepwise.benchmarks.importing;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The same rows into a copy of the table with the same indexes, in SQL batches of one transaction: no file, no rule, no history. */
final class Floor {
    private static final int BATCH = 500;
    private static final String COPY = "bench_floor";
    private final Connection connection;
    private final String table;

    private Floor(Connection connection) {
        this.connection = connection;
        this.table = derby() ? "CRM_CUSTOMER" : "crm_customer";
    }

    /** @return seconds */
    static double seconds(String database) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database)) {
            connection.setAutoCommit(false);
            return new Floor(connection).measured();
        }
    }

    private boolean derby() {
        return connection.getClass().getName().contains("derby");
    }

    private double measured() throws SQLException {
        List<Object[]> rows = new ArrayList<>();
        int columns;
        try (Statement sql = connection.createStatement();
                ResultSet found = sql.executeQuery("select * from " + table)) {
            columns = found.getMetaData().getColumnCount();
            while (found.next()) {
                Object[] row = new Object[columns];
                for (int i = 0; i < columns; i++) row[i] = found.getObject(i + 1);
                rows.add(row);
            }
        }
        copyOfTable();
        long began = System.nanoTime();
        try (PreparedStatement insert =
                connection.prepareStatement("insert into " + COPY + " values (?" + ", ?".repeat(columns - 1) + ")")) {
            int waiting = 0;
            for (Object[] row : rows) {
                for (int i = 0; i < columns; i++) insert.setObject(i + 1, row[i]);
                insert.addBatch();
                if (++waiting % BATCH == 0) insert.executeBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private void copyOfTable() throws SQLException {
        try (Statement sql = connection.createStatement()) {
            if (!derby()) {
                sql.execute("create table " + COPY + " (like " + table + " including all)");
            } else {
                sql.execute("create table " + COPY + " as select * from " + table + " with no data");
                for (String index : indexes()) sql.execute(index);
            }
        }
        connection.commit();
    }

    private List<String> indexes() throws SQLException {
        Map<String, Map<Short, String>> columns = new LinkedHashMap<>();
        Map<String, Boolean> unique = new TreeMap<>();
        DatabaseMetaData about = connection.getMetaData();
        try (ResultSet part = about.getIndexInfo(null, "APP", table, false, true)) {
            while (part.next()) {
                String name = part.getString("INDEX_NAME");
                String order = "D".equals(part.getString("ASC_OR_DESC")) ? " desc" : "";
                columns.computeIfAbsent(name, index -> new TreeMap<>())
                        .put(part.getShort("ORDINAL_POSITION"), part.getString("COLUMN_NAME") + order);
                unique.put(name, !part.getBoolean("NON_UNIQUE"));
            }
        }
        List<String> statements = new ArrayList<>();
        columns.forEach((name, parts) -> statements.add("create " + (unique.get(name) ? "unique " : "") + "index floor_"
                + statements.size() + " on " + COPY + " (" + String.join(", ", parts.values()) + ")"));
        return statements;
    }
}
