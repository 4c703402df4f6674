package org.stepwise.records.internal.query;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.records.internal.core.Column;
import org.stepwise.records.internal.core.Columns;
import org.stepwise.records.internal.core.Fragment;

/**
 * One list as asked: what it reads, from whom, in which order. Writes the statement of each {@link Plan.Shape}; every shape gives
 * the same rows in the same order.
 *
 * @param shown columns of the rows
 * @param deleted the recycle bin instead
 */
record Listing(
        RecordType<?> type,
        List<Column> shown,
        Restriction restriction,
        Condition condition,
        Order order,
        boolean deleted,
        boolean postgres) {
    private static final List<String> ALWAYS = List.of("id", "version", "number", "title");

    /** Columns read: the fixed ones of a row, those shown, those sorted by; each once. */
    List<Column> read(Columns columns) {
        Map<String, Column> read = new LinkedHashMap<>();
        for (String name : ALWAYS) columns.find(name).ifPresent(c -> read.put(c.sql(), c));
        shown.forEach(c -> read.putIfAbsent(c.sql(), c));
        order.keys().forEach(k -> read.putIfAbsent(k.column().sql(), k.column()));
        return new ArrayList<>(read.values());
    }

    private static String names(List<Column> read) {
        return read.stream().map(c -> "c." + c.sql()).collect(Collectors.joining(", "));
    }

    private Fragment living() {
        return Fragment.of(deleted ? "c.deleted" : "not c.deleted");
    }

    private Fragment behind(Optional<Position> from, boolean whole) {
        return from.map(position -> order.after(position, whole)).orElseGet(Fragment::new);
    }

    /** The branches stand last: Derby tests in the order of the text. */
    private Fragment tested() {
        if (restriction.none()) return Fragment.of("1=0");
        return restriction.wide() ? new Fragment() : restriction.branches(Sharing.READ, new Fragment());
    }

    /** Along the index over one segment. @param hint optimizer hint, "" for none */
    Fragment direct(List<Column> read, Optional<Position> from, boolean empties, String hint, String limit) {
        return Fragment.of("select " + names(read) + " from " + type.table() + " c" + hint + " where ")
                .add(living())
                .and(order.segment(empties))
                .and(behind(from, false))
                .and(restriction.walls())
                .and(condition.fragment())
                .and(tested())
                .add(order.by(false) + limit);
    }

    /** A fenced walk along the index; visibility, and conditions that the index does not hold, are tested outside of the fence. */
    Fragment walk(List<Column> read, Optional<Position> from, boolean empties, Plan plan, String limit) {
        if (covered()) return inIndex(read, from, empties, plan, limit);
        Fragment made = Fragment.of("select " + names(read) + " from (")
                .add(walked("c.*", from, empties, plan))
                .add(") c where ")
                .add(restriction.walls())
                .and(tested(from, empties, plan));
        return made.and(condition.fragment()).add(order.by(false) + limit);
    }

    private Fragment walked(String columns, Optional<Position> from, boolean empties, Plan plan) {
        Fragment made = Fragment.of("select " + columns + " from " + type.table() + " c where ")
                .add(living())
                .and(order.segment(empties));
        if (covered()) made.and(condition.fragment());
        return made.and(behind(from, false)).add(order.by(false) + " limit " + plan.budget());
    }

    private Fragment tested(Optional<Position> from, boolean empties, Plan plan) {
        if (restriction.wide()) return new Fragment();
        if (plan.sharing() != Sharing.SPANNED) return restriction.branches(plan.sharing(), new Fragment());
        String shared = restriction.shared();
        Fragment least = Fragment.of("select min(w.id) from (")
                .add(walked(shared + " as id", from, empties, plan))
                .add(") w");
        return restriction.branches(Sharing.SPANNED, least);
    }

    /** Are the newest rows wanted, by an index that says all that is tested? Their ids rise with their age. */
    boolean newest() {
        SortKey first = order.first();
        return covered()
                && first.descending()
                && first.column().sql().equals("created_at")
                && restriction.shared().equals("c.id");
    }

    /** Does the index of the order hold all that the walk asks? */
    private boolean covered() {
        return (condition.fragment().isEmpty() || order.folded())
                && order.keys().size() == 1;
    }

    /** The order's key stands among what the fence gives out: else PostgreSQL sorts all of it once more. */
    private Fragment inIndex(List<Column> read, Optional<Position> from, boolean empties, Plan plan, String limit) {
        Set<String> tested =
                new LinkedHashSet<>(List.of("c.id", "c.owner_id", "c.unit_id", "c.segment_id", "c.security_level"));
        tested.add(restriction.shared());
        tested.add(order.key() + " as k");
        Fragment made = Fragment.of("select " + names(read) + " from (select c.id from (")
                .add(walked(String.join(", ", tested), from, empties, plan))
                .add(") c where ")
                .add(restriction.walls())
                .and(tested(from, empties, plan));
        String direction = order.first().direction();
        return made.add(" order by c.k" + direction + ", c.id" + direction + limit)
                .add(") v join " + type.table() + " c on c.id = v.id" + order.by(false));
    }

    /** All that is visible, fenced, then sorted. */
    Fragment collect(List<Column> read, Optional<Position> from, String limit) {
        Fragment made = fence(read, from, restriction.collected());
        return made.add(") select " + names(read) + " from c" + order.by(true) + limit);
    }

    /** All that fulfils the condition, fenced, tested, then sorted. */
    Fragment byFilter(List<Column> read, Optional<Position> from, Plan plan, String limit) {
        Fragment made = fence(read, from, restriction.walls());
        if (!restriction.wide()) made.and(restriction.branches(plan.sharing(), new Fragment()));
        return made.add(") select " + names(read) + " from c" + order.by(true) + limit);
    }

    private Fragment fence(List<Column> read, Optional<Position> from, Fragment seen) {
        return Fragment.of("with c as materialized (select " + names(read) + " from " + type.table() + " c where ")
                .add(living())
                .and(seen)
                .and(condition.fragment())
                .and(behind(from, true));
    }

    Fragment plain(List<Column> read, Optional<Position> from, String limit) {
        return Fragment.of("select " + names(read) + " from " + type.table() + " c where ")
                .add(living())
                .and(restriction.walls())
                .and(condition.fragment())
                .and(tested())
                .and(behind(from, true))
                .add(order.by(true) + limit);
    }

    /** Derby's collect: each branch by its own index, joined without doubles, then the rows by key. */
    Fragment branches(List<Column> read, Optional<Position> from, String limit) {
        List<Fragment> branches = new ArrayList<>();
        for (Fragment branch : restriction.each(type.table())) {
            branches.add(branch.and(living())
                    .and(restriction.walls())
                    .and(condition.fragment())
                    .and(behind(from, true)));
        }
        if (branches.isEmpty()) return plain(read, from, limit);
        return Fragment.of("select " + names(read) + " from --DERBY-PROPERTIES joinOrder=FIXED\n (")
                .add(Fragment.joined(branches, " union "))
                .add(") v join " + type.table() + " c on c.id = v.id" + order.by(true) + limit);
    }

    /** Which of the columns read the rows show. */
    BitSet shownOf(List<Column> read) {
        BitSet bits = new BitSet(read.size());
        for (int i = 0; i < read.size(); i++) if (shown.contains(read.get(i))) bits.set(i);
        return bits;
    }

    /** Positions of the sort columns among those read, from 1. */
    List<Integer> sortedAt(List<Column> read) {
        return order.keys().stream()
                .map(key -> IntStream.range(0, read.size())
                                .filter(i ->
                                        read.get(i).sql().equals(key.column().sql()))
                                .findFirst()
                                .orElseThrow()
                        + 1)
                .toList();
    }
}
