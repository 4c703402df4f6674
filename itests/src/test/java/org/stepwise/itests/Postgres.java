package org.stepwise.itests;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** The PostgreSQL server that {@code ./stepwise test} starts and names by a system property. */
final class Postgres {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Postgres() {}

    /** JDBC address of the server, empty when there is none. */
    static String server() {
        return System.getProperty("stepwise.test.postgres", "");
    }

    /** Makes an empty database and tells its JDBC address. */
    static String freshDatabase() {
        String name = "it_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(server());
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL at " + server() + " refuses a database", e);
        }
        return server().replaceFirst("/postgres\\?", "/" + name + "?");
    }
}
