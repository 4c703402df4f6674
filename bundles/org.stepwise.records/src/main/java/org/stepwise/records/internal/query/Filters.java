package org.stepwise.records.internal.query;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.record.FieldKind;
import org.stepwise.kernel.api.record.Filter;
import org.stepwise.kernel.api.record.Filter.Op;
import org.stepwise.records.internal.core.Coercion;
import org.stepwise.records.internal.core.Column;
import org.stepwise.records.internal.core.Columns;
import org.stepwise.records.internal.core.Fragment;

/** Turns the filters of a query into SQL; tells everything that is wrong with them at once. */
final class Filters {
    private static final Set<Op> EQUALITY = EnumSet.of(Op.EQ, Op.NE, Op.IN, Op.NULL);
    private static final Set<Op> ORDERED = EnumSet.of(Op.EQ, Op.NE, Op.LT, Op.LE, Op.GT, Op.GE, Op.IN, Op.NULL);
    private static final Map<Op, String> SIGNS =
            Map.of(Op.EQ, "=", Op.NE, "<>", Op.LT, "<", Op.LE, "<=", Op.GT, ">", Op.GE, ">=");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final int DAY = 10;
    private static final int MOST = 500;
    private final Columns columns;
    private final Caller caller;
    private final Coercion coercion;
    private final boolean postgres;
    private final Optional<Statistics.OfType> statistics;
    private final List<Violation> violations = new ArrayList<>();

    Filters(Columns columns, Caller caller, boolean postgres, Optional<Statistics.OfType> statistics) {
        this.columns = columns;
        this.caller = caller;
        this.coercion = new Coercion(caller.zone());
        this.postgres = postgres;
        this.statistics = statistics;
    }

    Condition read(List<Filter> filters) {
        Condition all = Condition.NONE;
        for (Filter filter : filters) all = all.and(one(filter));
        if (!violations.isEmpty()) throw new Invalid(violations);
        return all;
    }

    private Condition one(Filter filter) {
        Optional<Column> column = columns.find(filter.field());
        if (column.isEmpty()) {
            violations.add(new Violation(filter.field(), "kernel.field.unknown", Map.of("field", filter.field())));
            return Condition.NONE;
        }
        if (!allowed(column.get()).contains(filter.op())) {
            Map<String, Object> args =
                    Map.of("field", filter.field(), "op", filter.op().name().toLowerCase(Locale.ROOT));
            violations.add(new Violation(filter.field(), "kernel.filter.operator", args));
            return Condition.NONE;
        }
        try {
            return new Condition(
                    fragment(column.get(), filter), share(column.get(), filter), indexed(column.get(), filter));
        } catch (Coercion.Misfit e) {
            violations.add(e.violation());
            return Condition.NONE;
        }
    }

    private static Set<Op> allowed(Column column) {
        return switch (column.kind()) {
            case TEXT -> EnumSet.allOf(Op.class);
            case LONG_TEXT -> EnumSet.of(Op.LIKE, Op.NULL);
            case FLAG, ENUM, CHOICE, REFERENCE -> EQUALITY;
            case INTEGER, DECIMAL, MONEY, DATE, INSTANT -> ORDERED;
        };
    }

    private boolean indexed(Column column, Filter filter) {
        if (filter.op() == Op.LIKE) return postgres && prefix(filter) && Indexed.prefix(columns.type(), column);
        return (filter.op() == Op.EQ || filter.op() == Op.IN)
                && columns.type().filters().contains(filter.field());
    }

    private double share(Column column, Filter filter) {
        return switch (filter.op()) {
            case EQ ->
                statistics.map(s -> s.share(column.sql(), filter.value())).orElse(0.1);
            case IN -> Math.min(1, 0.1 * filter.value().split(",").length);
            case LIKE -> prefix(filter) ? 0.005 : 0.02;
            case NULL, LT, LE, GT, GE -> 0.3;
            case NE -> 0.9;
        };
    }

    private Fragment fragment(Column column, Filter filter) throws Coercion.Misfit {
        return switch (filter.op()) {
            case NULL -> empty(column, filter.value());
            case LIKE -> like(column, filter);
            case IN -> Fragment.of("c." + column.sql() + " in (?)", all(column, filter.value()));
            default -> compare(column, filter);
        };
    }

    private Fragment compare(Column column, Filter filter) throws Coercion.Misfit {
        if (column.kind() == FieldKind.INSTANT && filter.value().length() == DAY) return day(column, filter);
        String name = column.textual() && filter.op() != Op.EQ && filter.op() != Op.NE
                ? Order.expression(column, postgres)
                : "c." + column.sql();
        Fragment made = Fragment.of(name + " " + SIGNS.get(filter.op()) + " ?", value(column, filter.value()));
        return filter.op() == Op.NE && column.nullable() ? made.add(" or " + name + " is null") : made;
    }

    /** A moment compared with a day: the day as a whole, in the reader's zone. */
    private Fragment day(Column column, Filter filter) throws Coercion.Misfit {
        Instant from = (Instant) coercion.read(column, filter.value());
        Instant to = LocalDate.parse(filter.value())
                .plusDays(1)
                .atStartOfDay(caller.zone())
                .toInstant();
        if (to.isAfter(LAST)) to = LAST;
        String name = "c." + column.sql();
        return switch (filter.op()) {
            case EQ -> Fragment.of(name + " >= ? and " + name + " < ?", from, to);
            case NE -> Fragment.of(name + " < ? or " + name + " >= ?", from, to);
            case LT -> Fragment.of(name + " < ?", from);
            case LE -> Fragment.of(name + " < ?", to);
            case GT -> Fragment.of(name + " >= ?", to);
            default -> Fragment.of(name + " >= ?", from);
        };
    }

    private static Fragment empty(Column column, String value) {
        boolean wanted = !"false".equalsIgnoreCase(value);
        String name = "c." + column.sql();
        String extra = column.textual() ? "''" : column.kind() == FieldKind.REFERENCE ? "0" : "";
        if (wanted) return Fragment.of(name + " is null" + (extra.isEmpty() ? "" : " or " + name + " = " + extra));
        return Fragment.of(name + " is not null" + (extra.isEmpty() ? "" : " and " + name + " <> " + extra));
    }

    /** Part of the text; {@code abc*} is a prefix. Case does not matter. */
    private Fragment like(Column column, Filter filter) {
        String value = filter.value().toLowerCase(Locale.ROOT);
        String lower = "lower(c." + column.sql() + ")";
        if (prefix(filter)) return TextSearch.prefix(lower, value.substring(0, value.length() - 1), postgres);
        return Fragment.of(lower + " like ? escape '!'", "%" + TextSearch.escaped(value) + "%");
    }

    /** {@code abc*} with {@code like}. */
    static boolean prefix(Filter filter) {
        return filter.op() == Op.LIKE
                && filter.value().length() > 1
                && filter.value().endsWith("*");
    }

    private List<Object> all(Column column, String values) throws Coercion.Misfit {
        List<String> parts =
                Arrays.stream(values.split(",")).filter(v -> !v.isBlank()).toList();
        if (parts.size() > MOST) {
            violations.add(new Violation(column.name(), "kernel.filter.tooMany", Map.of("max", MOST)));
            return List.of();
        }
        List<Object> read = new ArrayList<>();
        for (String part : parts) read.add(value(column, part));
        return read;
    }

    private Object value(Column column, String text) throws Coercion.Misfit {
        boolean me = column.kind() == FieldKind.REFERENCE && text.equals("me");
        if (me) return caller.person();
        Object value = coercion.read(column, text);
        if (value != null && !text.isBlank()) return value instanceof Enum<?> constant ? constant.name() : value;
        if (column.textual()) return "";
        violations.add(new Violation(column.name(), "kernel.field.required", Map.of("field", column.name())));
        return 0;
    }
}
