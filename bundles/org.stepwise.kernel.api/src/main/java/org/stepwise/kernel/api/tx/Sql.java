package org.stepwise.kernel.api.tx;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Portable SQL with positional parameters. Binds String, numbers, boolean, LocalDate, Instant (as UTC timestamp), enums (by
 * name), byte[], Optional and null; a {@code Collection} or {@code long[]} argument expands one {@code ?} into a list
 * ({@code in (?)}; an empty one matches nothing). Statements run in the surrounding transaction. Not thread-safe across
 * threads of one transaction; otherwise thread-safe.
 */
@ProviderType
public interface Sql {
    enum Dialect {
        DERBY,
        POSTGRESQL
    }

    Dialect dialect();

    <T> List<T> list(String sql, Mapper<T> row, Object... args);

    <T> Optional<T> first(String sql, Mapper<T> row, Object... args);

    /** Streams rows without keeping them. */
    void each(String sql, Consumer<Row> row, Object... args);

    /** First column of the first row as long, 0 when there is none or it is null. */
    long number(String sql, Object... args);

    /** @return rows changed */
    int update(String sql, Object... args);

    /** One JDBC batch; every element of {@code rows} is one set of arguments. */
    void batch(String sql, List<Object[]> rows);

    /** Next value of a pooled sequence: ids are unique, rising per node, with gaps. */
    long nextId(String sequence);

    /** {@code limit n} in this dialect, with a leading space. */
    String limit(int rows);

    /** Raw access for what the others cannot do. */
    <T> T with(Raw<T> work);

    /** Maps one row. */
    @FunctionalInterface
    @ConsumerType
    interface Mapper<T> {
        T map(Row row) throws SQLException;
    }

    /** Work on the connection itself, which stays the transaction's: do not commit or close it. */
    @FunctionalInterface
    @ConsumerType
    interface Raw<T> {
        T run(Connection connection) throws SQLException;
    }

    /** The current row, columns from 1 or by label. */
    @ProviderType
    interface Row {
        ResultSet raw();

        long number(int column);

        Optional<Long> id(int column);

        /** "" for null. */
        String text(int column);

        boolean flag(int column);

        Optional<java.time.Instant> instant(int column);

        Optional<java.time.LocalDate> date(int column);

        Optional<java.math.BigDecimal> decimal(int column);

        /** The value as the driver has it, null for null. */
        Object value(int column);
    }
}
