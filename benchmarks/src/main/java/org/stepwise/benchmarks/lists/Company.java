package org.stepwise.benchmarks.lists;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Statement;
import java.util.List;
import org.stepwise.kernel.api.tx.Transactions;

/** Fills an empty database with the organisation and its customers, always the same. */
record Company(Transactions tx, int rows) {
    /** Nothing when it was filled before. */
    void fill() {
        if (tx.sql().number("select count(*) from demo_client") == rows) return;
        List<String> indexes = tx.sql()
                .list(
                        "select indexdef from pg_indexes where tablename = 'demo_client' and indexname not like '%_pkey'",
                        row -> row.text(1));
        List<String> names = tx.sql()
                .list(
                        "select indexname from pg_indexes where tablename = 'demo_client' and indexname not like '%_pkey'",
                        row -> row.text(1));
        tx.run(() -> {
            names.forEach(name -> execute("drop index " + name));
            execute(text("org.sql"));
            execute(text("clients.sql").replace(":n", Integer.toString(rows)));
        });
        tx.run(() -> indexes.forEach(this::execute));
        tx.run(() -> execute("analyze demo_client; analyze share"));
    }

    private void execute(String sql) {
        tx.sql().with(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    private static String text(String name) {
        try (InputStream file = Company.class.getResourceAsStream("/lists/fill/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
