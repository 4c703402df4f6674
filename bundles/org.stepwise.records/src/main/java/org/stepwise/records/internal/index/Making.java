package org.stepwise.records.internal.index;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;

/**
 * Makes indexes of one table. On PostgreSQL a table with many rows gets them {@code concurrently}, which must not stand in a
 * transaction and leaves an invalid index behind when it fails; a lock by name keeps two nodes from making and dropping the same.
 */
final class Making {
    private static final int FEW = 1_000;
    private static final String CREATE = "create index ";
    private static final String UNIQUE = "create unique index ";
    private final Transactions tx;
    private final String table;

    Making(Transactions tx, String table) {
        this.tx = tx;
        this.table = table;
    }

    private boolean postgres() {
        return tx.sql().dialect() == Sql.Dialect.POSTGRESQL;
    }

    /** What a broken attempt has left: such an index costs writing and helps no reader. */
    void dropInvalid() {
        if (!postgres()) return;
        List<String> invalid = tx.sql()
                .list(
                        "select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid"
                                + " where i.indrelid = to_regclass(?) and not i.indisvalid",
                        row -> row.text(1),
                        table);
        for (String name : invalid) outside("drop index concurrently if exists " + name);
    }

    void run(String statement) {
        if (postgres() && many()) outside(concurrently(statement));
        else tx.apart(() -> tx.sql().update(statement));
    }

    private boolean many() {
        return tx.sql().number("select count(*) from (select 1 from " + table + " limit " + (FEW + 1) + ") q") > FEW;
    }

    private static String concurrently(String statement) {
        return statement.startsWith(UNIQUE)
                ? UNIQUE + "concurrently " + statement.substring(UNIQUE.length())
                : CREATE + "concurrently " + statement.substring(CREATE.length());
    }

    /** On a connection without a transaction; nothing when another node works on the table. */
    private void outside(String statement) {
        tx.sql().with(connection -> {
            connection.rollback();
            connection.setAutoCommit(true);
            try (Statement made = connection.createStatement()) {
                if (locked(made)) return alone(made, statement);
                throw new IllegalStateException("another node makes indexes of " + table);
            } finally {
                connection.setAutoCommit(false);
            }
        });
    }

    private boolean locked(Statement statement) throws SQLException {
        try (var answer = statement.executeQuery("select pg_try_advisory_lock(hashtext('index " + table + "'))")) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    private boolean alone(Statement made, String statement) throws SQLException {
        try {
            return made.execute(statement);
        } finally {
            made.execute("select pg_advisory_unlock(hashtext('index " + table + "'))");
        }
    }
}
