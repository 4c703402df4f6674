package org.stepwise.kernel.internal.tx;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.stepwise.kernel.api.tx.Sql.Dialect;

/**
 * Arguments of a statement. A list stands for one mark: {@code in (?)} becomes as many marks as it has elements, or on PostgreSQL
 * {@code = any (?)} with one array ({@code not in (?)} becomes {@code <> all (?)}), so that the text, and with it the prepared plan, is the same for lists of any length. Written
 * for PostgreSQL only, a mark may stand elsewhere and take the array.
 */
record Parameters(Dialect dialect) {
    private static final String IN = "in (";
    private static final String NOT_IN = "not in (";
    /** No element: null, which equals no row and is of any type. */
    private static final Object NOTHING = new Object();

    String expand(String sql, Object[] args) {
        boolean needed = false;
        for (Object arg : args) needed |= many(arg);
        if (!needed) return sql;
        StringBuilder made = new StringBuilder(sql.length() + 64);
        int at = 0;
        int from = 0;
        for (int mark = sql.indexOf('?'); mark >= 0; mark = sql.indexOf('?', from)) {
            made.append(sql, from, mark);
            write(made, args[at++]);
            from = mark + 1;
        }
        return made.append(sql, from, sql.length()).toString();
    }

    private static boolean many(Object arg) {
        return arg instanceof Collection || arg instanceof long[];
    }

    private void write(StringBuilder made, Object arg) {
        int size = arg instanceof Collection<?> many ? many.size() : arg instanceof long[] longs ? longs.length : 1;
        if (array(arg).isPresent()) {
            if (ends(made, NOT_IN)) made.replace(made.length() - NOT_IN.length(), made.length(), "<> all (");
            else if (ends(made, IN)) made.replace(made.length() - IN.length(), made.length(), "= any (");
            made.append('?');
        } else made.append("?,".repeat(Math.max(0, size - 1))).append('?');
    }

    private static boolean ends(StringBuilder made, String end) {
        return made.length() >= end.length()
                && made.substring(made.length() - end.length()).equals(end);
    }

    /** What is bound as one array. */
    private Optional<Object> array(Object arg) {
        if (dialect == Dialect.DERBY || !many(arg)) return Optional.empty();
        if (arg instanceof long[]) return Optional.of(arg);
        Collection<?> many = (Collection<?>) arg;
        if (many.isEmpty()) return Optional.of(NOTHING);
        if (many.stream().allMatch(one -> one instanceof Long || one instanceof Integer)) {
            return Optional.of(
                    many.stream().mapToLong(one -> ((Number) one).longValue()).toArray());
        }
        boolean texts = many.stream().allMatch(one -> one instanceof String || one instanceof Enum);
        return texts ? Optional.of(many.stream().map(Parameters::text).toArray(String[]::new)) : Optional.empty();
    }

    private static String text(Object one) {
        return one instanceof Enum<?> constant ? constant.name() : (String) one;
    }

    void bind(PreparedStatement statement, Object[] args) throws SQLException {
        int at = 1;
        for (Object arg : args) at = bindAll(statement, at, arg);
    }

    /** Answers where the next argument goes. */
    private int bindAll(PreparedStatement statement, int at, Object arg) throws SQLException {
        if (!many(arg)) {
            one(statement, at, arg == null ? Optional.empty() : arg);
            return at + 1;
        }
        Optional<Object> array = array(arg);
        if (array.isPresent()) {
            array(statement, at, array.get());
            return at + 1;
        }
        int next = at;
        Collection<?> all =
                arg instanceof long[] longs ? Arrays.stream(longs).boxed().toList() : (Collection<?>) arg;
        for (Object each : all.isEmpty() ? List.of(Optional.empty()) : all) one(statement, next++, each);
        return next;
    }

    private static void array(PreparedStatement statement, int at, Object array) throws SQLException {
        if (array == NOTHING) statement.setNull(at, Types.NULL);
        else if (array instanceof String[] texts)
            statement.setArray(at, statement.getConnection().createArrayOf("text", texts));
        else statement.setObject(at, array);
    }

    private void one(PreparedStatement statement, int at, Object arg) throws SQLException {
        if (arg instanceof Optional<?> maybe) {
            if (maybe.isEmpty()) statement.setNull(at, nullType(statement, at));
            else one(statement, at, maybe.get());
        } else if (arg instanceof Instant instant) moment(statement, at, instant);
        else if (arg instanceof LocalDate day) statement.setDate(at, Date.valueOf(day));
        else if (arg instanceof Enum<?> constant) statement.setString(at, constant.name());
        else if (arg instanceof Long number) statement.setLong(at, number);
        else if (arg instanceof Integer number) statement.setInt(at, number);
        else if (arg instanceof String text) statement.setString(at, text);
        else if (arg instanceof Boolean flag) statement.setBoolean(at, flag);
        else if (arg instanceof BigDecimal decimal) statement.setBigDecimal(at, decimal);
        else if (arg instanceof byte[] bytes) statement.setBytes(at, bytes);
        else statement.setObject(at, arg);
    }

    /** Derby wants the column's type with a null. */
    private int nullType(PreparedStatement statement, int at) throws SQLException {
        return dialect == Dialect.POSTGRESQL
                ? Types.NULL
                : statement.getParameterMetaData().getParameterType(at);
    }

    private void moment(PreparedStatement statement, int at, Instant instant) throws SQLException {
        LocalDateTime local = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        if (dialect == Dialect.POSTGRESQL) statement.setObject(at, local);
        else statement.setTimestamp(at, Timestamp.valueOf(local));
    }
}
