package org.stepwise.records.internal.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stepwise.records.internal.core.Column;
import org.stepwise.records.internal.core.Fragment;

/**
 * The order of a list: up to three columns, the id last, empty values always at the end. Written in two ways: over one
 * <em>segment</em> (rows with, or rows without a value in the first column), which an index gives; or <em>whole</em>, for rows
 * that are sorted anyway.
 */
public final class Order {
    private static final String EMPTY_LAST = "case when %s is null then 1 else 0 end";
    private final List<SortKey> keys;
    private final boolean postgres;

    public Order(List<SortKey> keys, boolean postgres) {
        this.keys = List.copyOf(keys);
        this.postgres = postgres;
    }

    /** One thing compared. @param value empty: all rows that are left are equal in it */
    private record Term(String expression, boolean descending, String mark, Optional<Object> value) {
        Term(String expression, boolean descending, Optional<Object> value) {
            this(expression, descending, "?", value);
        }
    }

    public List<SortKey> keys() {
        return keys;
    }

    public SortKey first() {
        return keys.get(0);
    }

    public boolean segmented() {
        return first().column().nullable() && !first().folded();
    }

    /** Is it the order of the index by which the only condition, a prefix, finds its rows? */
    boolean folded() {
        return first().folded();
    }

    /** Texts compare by code point on both databases. */
    public static String expression(Column column, boolean postgres) {
        return "c." + column.sql() + (postgres && column.textual() ? " collate \"C\"" : "");
    }

    private String expression(SortKey key) {
        return key.folded() ? "lower(c." + key.column().sql() + ") collate \"C\"" : expression(key.column(), postgres);
    }

    /** What the first column's index is ordered by. */
    String key() {
        return expression(first());
    }

    private static boolean flagged(SortKey key, boolean whole) {
        return whole && key.column().nullable() && !key.folded();
    }

    /** @param whole false: over one segment of the first column */
    public String by(boolean whole) {
        List<String> parts = new ArrayList<>();
        for (SortKey key : keys) {
            boolean flagged = flagged(key, whole || key != first());
            if (flagged) parts.add(EMPTY_LAST.formatted("c." + key.column().sql()));
            parts.add(expression(key) + key.direction());
        }
        parts.add("c.id" + first().direction());
        return " order by " + String.join(", ", parts);
    }

    /** The segment's condition; empty when the first column always has a value. */
    public Fragment segment(boolean empties) {
        if (!segmented()) return new Fragment();
        return Fragment.of("c." + first().column().sql() + (empties ? " is null" : " is not null"));
    }

    /** Rows behind the position. */
    public Fragment after(Position position, boolean whole) {
        List<Term> terms = terms(position, whole);
        Fragment alternatives = new Fragment();
        for (int i = 0; i < terms.size(); i++) {
            if (i > 0) alternatives.add(" or ");
            alternatives.add("(");
            for (int j = 0; j < i; j++)
                alternatives.add(compare(terms.get(j), "=")).add(" and ");
            alternatives
                    .add(compare(terms.get(i), terms.get(i).descending() ? "<" : ">"))
                    .add(")");
        }
        Term lead = terms.get(0);
        if (terms.size() == 1) return alternatives;
        return compare(lead, lead.descending() ? "<=" : ">=")
                .add(" and (")
                .add(alternatives)
                .add(")");
    }

    private static Fragment compare(Term term, String operator) {
        return Fragment.of(
                term.expression() + " " + operator + " " + term.mark(),
                term.value().orElseThrow());
    }

    private List<Term> terms(Position position, boolean whole) {
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            SortKey key = keys.get(i);
            Optional<Object> value = position.values().get(i);
            boolean flagged = flagged(key, whole || i > 0);
            if (flagged) {
                String flag = EMPTY_LAST.formatted("c." + key.column().sql());
                terms.add(new Term(flag, false, Optional.of(value.isEmpty() ? 1 : 0)));
            }
            String mark = key.folded() ? "lower(?)" : "?";
            if (value.isPresent()) terms.add(new Term(expression(key), key.descending(), mark, value));
        }
        terms.add(new Term("c.id", first().descending(), Optional.of(position.id())));
        return terms;
    }
}
