package org.stepwise.records.internal.core;

import java.util.ArrayList;
import java.util.List;

/** A piece of SQL with its arguments, in step. */
public final class Fragment {
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> args = new ArrayList<>();

    public static Fragment of(String text, Object... values) {
        return new Fragment().add(text, values);
    }

    public Fragment add(String text, Object... values) {
        sql.append(text);
        args.addAll(List.of(values));
        return this;
    }

    public Fragment add(Fragment other) {
        sql.append(other.sql);
        args.addAll(other.args);
        return this;
    }

    /** Adds {@code " and (…)"} unless the other is empty. */
    public Fragment and(Fragment other) {
        return other.isEmpty() ? this : add(" and (").add(other).add(")");
    }

    /** Joins alternatives; none of them means false. */
    public static Fragment anyOf(List<Fragment> alternatives) {
        return alternatives.isEmpty() ? of("1=0") : joined(alternatives, " or ");
    }

    public static Fragment joined(List<Fragment> parts, String between) {
        Fragment all = new Fragment();
        for (Fragment part : parts) {
            if (!all.isEmpty()) all.add(between);
            all.add(part);
        }
        return all;
    }

    public boolean isEmpty() {
        return sql.length() == 0;
    }

    public String sql() {
        return sql.toString();
    }

    public Object[] args() {
        return args.toArray();
    }

    @Override
    public String toString() {
        return sql + " " + args;
    }
}
