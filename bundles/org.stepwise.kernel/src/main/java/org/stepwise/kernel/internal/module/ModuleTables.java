package org.stepwise.kernel.internal.module;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.stepwise.kernel.api.module.Removal;
import org.stepwise.kernel.api.tx.Sql;

/** Tables and sequences of a module as they stand in the database: all whose names begin with its id, whether it is there or not. */
final class ModuleTables {
    private static final int POOL = 50;
    private final Sql sql;

    ModuleTables(Sql sql) {
        this.sql = sql;
    }

    /** In the order of their names. */
    List<Removal.Holding> counted(String module) {
        List<Removal.Holding> found = new ArrayList<>();
        for (String table : tables(module)) {
            String type = isRecord(table) ? module + "." + table.substring(module.length() + 1) : "";
            found.add(new Removal.Holding(table, type, sql.number("select count(*) from " + table)));
        }
        return found;
    }

    /** Lower-case names. */
    Set<String> tables(String module) {
        return named(
                module,
                sql.dialect() == Sql.Dialect.DERBY
                        ? "select tablename from sys.systables where tabletype = 'T'"
                        : "select table_name from information_schema.tables where table_schema = current_schema()"
                                + " and table_type = 'BASE TABLE'");
    }

    private Set<String> sequences(String module) {
        return named(
                module,
                sql.dialect() == Sql.Dialect.DERBY
                        ? "select sequencename from sys.syssequences"
                        : "select sequence_name from information_schema.sequences"
                                + " where sequence_schema = current_schema()");
    }

    private Set<String> named(String module, String query) {
        Set<String> names = new TreeSet<>();
        sql.each(query, row -> {
            String name = row.text(1).toLowerCase(Locale.ROOT);
            if (name.startsWith(module + "_")) names.add(name);
        });
        return names;
    }

    private boolean isRecord(String table) {
        return sql.with(connection -> {
            Set<String> columns = new TreeSet<>();
            try (ResultSet row = connection.getMetaData().getColumns(null, schema(connection), stored(table), null)) {
                while (row.next()) columns.add(row.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
            }
            return columns.containsAll(Set.of("owner_id", "segment_id", "security_level", "name_key", "deleted"));
        });
    }

    private String stored(String table) {
        return sql.dialect() == Sql.Dialect.DERBY ? table.toUpperCase(Locale.ROOT) : table;
    }

    private String schema(Connection connection) throws SQLException {
        return sql.dialect() == Sql.Dialect.DERBY ? "APP" : connection.getSchema();
    }

    /** Inside a transaction: all or nothing. Sequences leave where they stood, so that no id is given twice. */
    void drop(String module) {
        Set<String> tables = tables(module);
        tables.forEach(this::dropForeignKeys);
        tables.forEach(table -> sql.update("drop table " + table));
        for (String sequence : sequences(module)) {
            long next = sql.number(
                    sql.dialect() == Sql.Dialect.DERBY
                            ? "values next value for " + sequence
                            : "select nextval('" + sequence + "')");
            sql.update("delete from kernel_sequence_start where name = ?", sequence);
            sql.update("insert into kernel_sequence_start (name, start_value) values (?, ?)", sequence, next + POOL);
            sql.update("drop sequence " + sequence + " restrict");
        }
    }

    private void dropForeignKeys(String table) {
        Set<String> keys = sql.with(connection -> {
            Set<String> names = new TreeSet<>();
            DatabaseMetaData about = connection.getMetaData();
            try (ResultSet row = about.getImportedKeys(null, schema(connection), stored(table))) {
                while (row.next()) names.add(row.getString("FK_NAME"));
            }
            return names;
        });
        keys.forEach(key -> sql.update("alter table " + table + " drop constraint \"" + key + "\""));
    }
}
