package org.stepwise.benchmarks.lists;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Fills the database of a fresh server with an organisation and customers, always the same, in SQL on the server's side. */
record Company(String database, int rows) {
    private static final String INDEXES =
            "select indexname, indexdef from pg_indexes where tablename = '%s'" + " and indexname not like '%%_pkey'";

    void fill() throws SQLException {
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement()) {
            statement.execute("set maintenance_work_mem = '512MB'; set jit = off");
            List<String> made = new ArrayList<>();
            for (String table : List.of("crm_customer", "share")) made.addAll(dropped(statement, table));
            statement.execute(text("org.sql"));
            statement.execute(text("customers.sql").replace(":n", Integer.toString(rows)));
            for (String index : made) statement.execute(index);
            for (String table :
                    List.of("crm_customer", "share", "person_closure", "unit_closure", "directory_person")) {
                statement.execute("vacuum analyze " + table);
            }
        }
    }

    /** Making an index at once is faster than filling it row by row. @return statements that make them again */
    private static List<String> dropped(Statement statement, String table) throws SQLException {
        List<String> names = new ArrayList<>();
        List<String> made = new ArrayList<>();
        try (ResultSet indexes = statement.executeQuery(INDEXES.formatted(table))) {
            while (indexes.next()) {
                names.add(indexes.getString(1));
                made.add(indexes.getString(2));
            }
        }
        for (String name : names) statement.execute("drop index " + name);
        return made;
    }

    private static String text(String name) {
        try (InputStream file = Company.class.getResourceAsStream("/lists/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
