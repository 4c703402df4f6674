package org.stepwise.kernel.internal.tx;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.tx.Sql;

/** {@link Sql} over the bound connection. */
final class JdbcSql implements Sql {
    private static final int POOL = 50;
    private static final int FETCH = 500;
    private static final int ATTEMPTS = 4;
    private final Dialect dialect;
    private final BoundTransactions transactions;
    private final Parameters parameters;
    private final Map<String, Ids> pooled = new ConcurrentHashMap<>();

    JdbcSql(Dialect dialect, BoundTransactions transactions) {
        this.dialect = dialect;
        this.parameters = new Parameters(dialect);
        this.transactions = transactions;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public <T> List<T> list(String sql, Mapper<T> mapper, Object... args) {
        List<T> found = new ArrayList<>();
        query(sql, args, Optional.of(found::clear), row -> {
            found.add(mapper.map(row));
            return true;
        });
        return found;
    }

    @Override
    public <T> Optional<T> first(String sql, Mapper<T> mapper, Object... args) {
        List<T> found = new ArrayList<>(1);
        query(sql, args, Optional.of(found::clear), row -> {
            found.add(mapper.map(row));
            return false;
        });
        return found.stream().findFirst();
    }

    @Override
    public void each(String sql, Consumer<Row> consumer, Object... args) {
        query(sql, args, Optional.empty(), row -> {
            consumer.accept(row);
            return true;
        });
    }

    @Override
    public long number(String sql, Object... args) {
        return first(sql, row -> row.number(1), args).orElse(0L);
    }

    /** Answers whether to go on. */
    private interface Step {
        boolean next(Row row) throws SQLException;
    }

    /**
     * On Derby a mere reader can become the victim of a deadlock, since it waits for one row while it holds another; in a transaction
     * that has changed nothing the statement is run again.
     *
     * @param forget takes back the rows that were told, empty where that cannot be
     */
    private void query(String sql, Object[] args, Optional<Runnable> forget, Step step) {
        boolean[] told = new boolean[1];
        for (int attempt = 1; ; attempt++) {
            try {
                ask(sql, args, forget.isEmpty(), row -> {
                    told[0] = true;
                    return step.next(row);
                });
                return;
            } catch (Unavailable e) {
                boolean again = transactions.nothingLost(e) && (!told[0] || forget.isPresent());
                if (attempt == ATTEMPTS || !again) throw e;
                forget.ifPresent(Runnable::run);
            }
        }
    }

    /** @param bitByBit the answer may be too large to be held as a whole, which takes a transaction */
    private void ask(String sql, Object[] args, boolean bitByBit, Step step) {
        Raw<Void> question = connection -> {
            try (PreparedStatement statement = connection.prepareStatement(parameters.expand(sql, args))) {
                statement.setFetchSize(FETCH);
                parameters.bind(statement, args);
                try (ResultSet rows = statement.executeQuery()) {
                    Row row = new JdbcRow(rows, dialect == Dialect.POSTGRESQL);
                    boolean more = true;
                    while (more && rows.next()) more = step.next(row);
                }
            }
            return null;
        };
        if (bitByBit) transactions.on(question);
        else transactions.ask(question);
    }

    @Override
    public int update(String sql, Object... args) {
        return transactions.change(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(parameters.expand(sql, args))) {
                parameters.bind(statement, args);
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public void batch(String sql, List<Object[]> rows) {
        if (rows.isEmpty()) return;
        transactions.change(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                int waiting = 0;
                for (Object[] row : rows) {
                    parameters.bind(statement, row);
                    statement.addBatch();
                    if (++waiting % FETCH == 0) statement.executeBatch();
                }
                statement.executeBatch();
            }
            return null;
        });
    }

    /** The database is not asked under a lock of ours: it may let the one who asks wait for one who waits here. */
    @Override
    public long nextId(String sequence) {
        Ids ids = pooled.computeIfAbsent(sequence, name -> new Ids());
        return ids.next().orElseGet(() -> {
            String next = dialect == Dialect.DERBY
                    ? "values next value for " + sequence
                    : "select nextval('" + sequence + "')";
            long first = number(next);
            ids.range(first + 1, first + POOL);
            return first;
        });
    }

    /** Ids that the sequence has given away to this server. */
    private static final class Ids {
        private long next;
        private long end;

        synchronized OptionalLong next() {
            return next < end ? OptionalLong.of(next++) : OptionalLong.empty();
        }

        /** What is left of a range that another thread brought meanwhile is not used. */
        synchronized void range(long first, long last) {
            next = first;
            end = last;
        }
    }

    @Override
    public String limit(int rows) {
        return dialect == Dialect.DERBY ? " fetch first " + rows + " rows only" : " limit " + rows;
    }

    @Override
    public <T> T with(Raw<T> work) {
        return transactions.change(work);
    }

    /** @param local the driver gives a local time as such, without the detour over a calendar */
    private record JdbcRow(ResultSet raw, boolean local) implements Row {
        @Override
        public long number(int column) {
            return get(() -> raw.getLong(column));
        }

        @Override
        public Optional<Long> id(int column) {
            return get(() -> {
                long value = raw.getLong(column);
                return raw.wasNull() ? Optional.empty() : Optional.of(value);
            });
        }

        @Override
        public String text(int column) {
            return get(() -> Optional.ofNullable(raw.getString(column)).orElse(""));
        }

        @Override
        public boolean flag(int column) {
            return get(() -> raw.getBoolean(column));
        }

        @Override
        public Optional<Instant> instant(int column) {
            return get(() -> moment(column).map(stored -> stored.toInstant(ZoneOffset.UTC)));
        }

        private Optional<LocalDateTime> moment(int column) throws SQLException {
            return local
                    ? Optional.ofNullable(raw.getObject(column, LocalDateTime.class))
                    : Optional.ofNullable(raw.getTimestamp(column)).map(Timestamp::toLocalDateTime);
        }

        @Override
        public Optional<LocalDate> date(int column) {
            return get(() -> Optional.ofNullable(raw.getDate(column)).map(Date::toLocalDate));
        }

        @Override
        public Optional<BigDecimal> decimal(int column) {
            return get(() -> Optional.ofNullable(raw.getBigDecimal(column)));
        }

        @Override
        public Object value(int column) {
            return get(() -> raw.getObject(column));
        }

        private interface Getter<T> {
            T get() throws SQLException;
        }

        private static <T> T get(Getter<T> getter) {
            try {
                return getter.get();
            } catch (SQLException e) {
                throw SqlProblems.of(e);
            }
        }
    }
}
