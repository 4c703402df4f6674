package org.stepwise.kernel.internal.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.tx.Sql;

/**
 * The index of a forest: a line table (who is directly above) and a closure table (who is above at all). {@link #refresh} compares
 * the forest as it should be with the line table and writes the differences only.
 *
 * @param line table of direct lines, columns sub and sup
 * @param table closure table
 * @param up column of the upper end
 * @param down column of the lower end
 * @param reflexive does everybody stand above itself?
 */
public record Closure(String line, String table, String up, String down, boolean reflexive) {
    public static final Closure PERSONS = new Closure("person_line", "person_closure", "sup", "sub", false);
    public static final Closure UNITS = new Closure("unit_line", "unit_closure", "anc", "des", true);

    private static final int IN_ONE_LIST = 500;
    private static final int READ_ALL_FROM = 2000;

    /** One whose line leads back to itself, empty when the forest is one. */
    public static Optional<Long> cycle(Map<Long, Long> parents) {
        return cycles(parents).stream().findFirst();
    }

    /** One of each circle. */
    public static List<Long> cycles(Map<Long, Long> parents) {
        Set<Long> known = new HashSet<>();
        List<Long> found = new ArrayList<>();
        for (Long start : parents.keySet()) {
            Set<Long> path = new LinkedHashSet<>();
            Long at = start;
            while (at != null && at != 0 && !known.contains(at) && path.add(at)) at = parents.get(at);
            if (path.contains(at)) found.add(at);
            known.addAll(path);
        }
        return found;
    }

    /**
     * Makes the tables say what {@code parents} says.
     *
     * @param parents upper end by node, 0 for roots; nodes not named leave the index; without cycle
     */
    void refresh(Sql sql, Map<Long, Long> parents) {
        Map<Long, Long> stored = new HashMap<>();
        sql.each("select sub, sup from " + line, row -> stored.put(row.number(1), row.number(2)));
        Set<Long> changed = new HashSet<>();
        parents.forEach((node, parent) -> {
            if (!parent.equals(stored.get(node))) changed.add(node);
        });
        for (Long node : stored.keySet()) if (!parents.containsKey(node)) changed.add(node);
        if (changed.isEmpty()) return;
        writeLines(sql, parents, stored, changed);
        writeClosure(sql, parents, below(parents, changed));
    }

    private void writeLines(Sql sql, Map<Long, Long> parents, Map<Long, Long> stored, Set<Long> changed) {
        List<Object[]> inserts = new ArrayList<>();
        List<Object[]> updates = new ArrayList<>();
        List<Object[]> deletes = new ArrayList<>();
        for (Long node : changed) {
            if (!parents.containsKey(node)) deletes.add(new Object[] {node});
            else if (stored.containsKey(node)) updates.add(new Object[] {parents.get(node), node});
            else inserts.add(new Object[] {node, parents.get(node)});
        }
        sql.batch("delete from " + line + " where sub = ?", deletes);
        sql.batch("update " + line + " set sup = ? where sub = ?", updates);
        sql.batch("insert into " + line + " (sub, sup) values (?, ?)", inserts);
    }

    /** The changed nodes and all below them, before or after the change: what was below and no more is has changed itself. */
    private static Set<Long> below(Map<Long, Long> parents, Set<Long> changed) {
        Map<Long, Boolean> known = new HashMap<>();
        changed.forEach(node -> known.put(node, true));
        Set<Long> below = new HashSet<>(changed);
        for (Long node : parents.keySet()) {
            List<Long> path = new ArrayList<>();
            Long at = node;
            while (at != null && at != 0 && !known.containsKey(at)) {
                path.add(at);
                at = parents.get(at);
            }
            boolean is = at != null && at != 0 && known.get(at);
            path.forEach(seen -> known.put(seen, is));
            if (known.getOrDefault(node, false)) below.add(node);
        }
        return below;
    }

    private void writeClosure(Sql sql, Map<Long, Long> parents, Set<Long> nodes) {
        Map<Long, Set<Long>> stored = stored(sql, nodes);
        List<Object[]> deletes = new ArrayList<>();
        List<Object[]> inserts = new ArrayList<>();
        for (Long node : nodes) {
            Set<Long> is = stored.getOrDefault(node, Set.of());
            Set<Long> should = above(parents, node);
            for (Long gone : is) if (!should.contains(gone)) deletes.add(new Object[] {gone, node});
            for (Long added : should) if (!is.contains(added)) inserts.add(new Object[] {added, node});
        }
        sql.batch("delete from " + table + " where " + up + " = ? and " + down + " = ?", deletes);
        sql.batch("insert into " + table + " (" + up + ", " + down + ") values (?, ?)", inserts);
    }

    private Set<Long> above(Map<Long, Long> parents, Long node) {
        if (!parents.containsKey(node)) return Set.of();
        Set<Long> above = new LinkedHashSet<>();
        if (reflexive) above.add(node);
        for (Long at = parents.get(node); at != null && at != 0; at = parents.get(at)) above.add(at);
        return above;
    }

    private Map<Long, Set<Long>> stored(Sql sql, Set<Long> nodes) {
        Map<Long, Set<Long>> stored = new HashMap<>();
        String all = "select " + up + ", " + down + " from " + table;
        if (nodes.size() >= READ_ALL_FROM) {
            sql.each(all, row -> {
                if (nodes.contains(row.number(2))) add(stored, row);
            });
            return stored;
        }
        for (List<Long> some : inLists(nodes)) {
            sql.each(all + " where " + down + " in (?)", row -> add(stored, row), some);
        }
        return stored;
    }

    private static void add(Map<Long, Set<Long>> stored, Sql.Row row) {
        stored.computeIfAbsent(row.number(2), node -> new HashSet<>()).add(row.number(1));
    }

    /** The ids in lists that a statement can take. */
    public static List<List<Long>> inLists(Collection<Long> ids) {
        List<Long> all = List.copyOf(ids);
        List<List<Long>> lists = new ArrayList<>();
        for (int from = 0; from < all.size(); from += IN_ONE_LIST) {
            lists.add(all.subList(from, Math.min(all.size(), from + IN_ONE_LIST)));
        }
        return lists;
    }
}
