package org.stepwise.records.internal.query;

import org.stepwise.records.internal.core.Fragment;

/**
 * What a query asks for, as SQL, with an estimate that affects speed only.
 *
 * @param share estimated share of rows that fulfil it, 0–1
 * @param indexed an index finds the rows
 */
public record Condition(Fragment fragment, double share, boolean indexed) {
    public static final Condition NONE = new Condition(new Fragment(), 1, false);

    public Condition and(Condition other) {
        if (fragment.isEmpty()) return other;
        if (other.fragment.isEmpty()) return this;
        Fragment both = Fragment.of("(")
                .add(fragment)
                .add(") and (")
                .add(other.fragment)
                .add(")");
        return new Condition(both, share * other.share, indexed || other.indexed);
    }
}
