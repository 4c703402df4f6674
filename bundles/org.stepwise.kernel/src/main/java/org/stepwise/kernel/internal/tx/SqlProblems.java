package org.stepwise.kernel.internal.tx;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.persistence.OptimisticLockException;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.Unavailable;

/** Turns what the database says into one of the five problems; anything else is a bug and stays one. */
final class SqlProblems {
    static final String BUSY = "kernel.problem.busy";
    static final String CLOSED = "kernel.problem.moduleClosed";
    private static final Pattern FIELD_RULE = Pattern.compile("([a-z0-9_]+)__([a-z0-9_]+)_unique");
    private static final Set<String> LOCKS = Set.of("40XL1", "40XL2", "40001", "40P01", "55P03", "X0Y84");
    /** X0Y84: on Derby the next numbers of a sequence were not to be had while somebody changed the schema. */
    private static final Set<String> DEADLOCKS = Set.of("40001", "40P01", "X0Y84");

    private static final Set<String> AWAY = Set.of(
            "57P01", "57P02", "57P03", "53300", "XJ015", "08003", "08006", "08001", "XJ040", "XBDA0", "XSLA7", "XSDG2",
            "XSDG3");
    /** The pool's word for a connection that broke before: it has no state. */
    private static final String BROKEN = "Connection is closed";

    private static final Set<String> FULL = Set.of("53100", "XSDG1", "XSDFH", "XSLA1", "XSLA4", "XSDF1", "XSDF3");

    private SqlProblems() {}

    /** Was the transaction chosen as the victim of a deadlock? */
    static boolean deadlock(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && DEADLOCKS.contains(String.valueOf(sql.getSQLState()))) return true;
        }
        return false;
    }

    static RuntimeException of(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof Problem problem) return problem;
            if (t instanceof OptimisticLockException) return caused(new Conflict(Conflict.STALE), thrown);
            if (t instanceof SQLException sql) return of(sql, thrown);
        }
        return thrown instanceof RuntimeException runtime ? runtime : new IllegalStateException(thrown);
    }

    private static RuntimeException of(SQLException sql, Throwable thrown) {
        for (SQLException e = sql; e != null; e = e.getNextException()) {
            String state = String.valueOf(e.getSQLState());
            if (state.equals("23505")) return caused(duplicate(constraint(e)), thrown);
            if (LOCKS.contains(state)) return caused(new Unavailable(BUSY), thrown);
            if (FULL.contains(state)) return caused(new Unavailable("kernel.problem.diskFull"), thrown);
            if (AWAY.contains(state) || state.startsWith("08")) {
                return caused(new Unavailable("kernel.problem.database"), thrown);
            }
        }
        boolean poolTimedOut = sql instanceof java.sql.SQLTransientConnectionException;
        boolean broken = sql.getSQLState() == null && BROKEN.equals(sql.getMessage());
        if (poolTimedOut || broken) return caused(new Unavailable("kernel.problem.database"), thrown);
        if (thrown instanceof IllegalStateException told) return told;
        return new IllegalStateException(sql.getMessage() + " [" + sql.getSQLState() + "]", thrown);
    }

    static RuntimeException caused(RuntimeException problem, Throwable cause) {
        problem.initCause(cause);
        return problem;
    }

    /** A constraint {@code table__column_unique} holds a rule of that field; any other is told as it is. */
    private static RuntimeException duplicate(String constraint) {
        Matcher rule = FIELD_RULE.matcher(constraint.toLowerCase(Locale.ROOT));
        if (!rule.matches()) return new Conflict("kernel.problem.duplicate", Map.of("what", constraint));
        String field = ColumnNames.field(rule.group(2));
        return Invalid.of(field, "kernel.field.taken");
    }

    private static String constraint(SQLException e) {
        String message = String.valueOf(e.getMessage());
        int quote = message.indexOf('\'');
        int end = message.indexOf('\'', quote + 1);
        if (quote >= 0 && end > quote) return message.substring(quote + 1, end);
        int dquote = message.indexOf('"');
        int dend = message.indexOf('"', dquote + 1);
        return dquote >= 0 && dend > dquote ? message.substring(dquote + 1, dend) : "";
    }
}
