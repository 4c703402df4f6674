package org.stepwise.kernel.internal.directory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.directory.UnitKind;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;

/** Reads units as they are and as they were, and names of everything that a principal may be. */
record UnitReader(Transactions tx, DisplayNames names) {
    private static final String COLUMNS =
            "id, below_id, code, name_zh, name_en, kind, parent_id, tree, head_id, sort_order";

    List<Unit> where(String condition, Object... args) {
        List<Unit> found = tx.sql()
                .list(
                        "select " + COLUMNS + " from directory_unit where deleted = false and (" + condition
                                + ") order by sort_order, id",
                        row -> unit(row),
                        args);
        Ancestry ancestry = Ancestry.of(tx.sql(), found.stream().map(Unit::id).toList());
        return found.stream().map(unit -> in(unit, ancestry.segment(unit.id()))).toList();
    }

    private Unit unit(Sql.Row row) {
        return new Unit(
                row.number(1),
                row.number(2),
                row.text(3),
                names.of(row.text(4), row.text(5)),
                UnitKind.valueOf(row.text(6)),
                row.number(7),
                row.text(8),
                row.id(9),
                0,
                (int) row.number(10));
    }

    private static Unit in(Unit unit, long segment) {
        return new Unit(
                unit.id(),
                unit.below(),
                unit.code(),
                unit.name(),
                unit.kind(),
                unit.parent(),
                unit.tree(),
                unit.head(),
                segment,
                unit.order());
    }

    List<String> codesAndNames() {
        List<String> all = new ArrayList<>();
        tx.sql().each("select code, name_zh, name_en from directory_unit where deleted = false", row -> {
            all.add(row.text(1));
            all.add(row.text(2));
            all.add(row.text(3));
        });
        return all;
    }

    /** Parents before children. A unit whose parent was not there yet, or is no more, stands as a root. */
    List<Unit> tree(String tree, LocalDate day) {
        List<Unit> valid = tx.sql()
                .list(
                        "select u.id, u.below_id, u.code, h.name_zh, h.name_en, h.kind, h.parent_id, h.tree, h.head_id,"
                                + " h.sort_order from unit_past h join directory_unit u on u.id = h.unit_id"
                                + " where h.tree = ? and h.from_day <= ? and (h.to_day is null or h.to_day > ?)"
                                + " and (u.valid_from is null or u.valid_from <= ?)"
                                + " and (u.valid_to is null or u.valid_to >= ?) order by h.sort_order, u.id",
                        row -> unit(row),
                        tree,
                        day,
                        day,
                        day,
                        day);
        Map<Long, List<Unit>> children = new HashMap<>();
        Set<Long> ids = new HashSet<>(valid.stream().map(Unit::id).toList());
        for (Unit unit : valid) {
            long parent = ids.contains(unit.parent()) ? unit.parent() : 0;
            children.computeIfAbsent(parent, id -> new ArrayList<>()).add(unit);
        }
        List<Unit> ordered = new ArrayList<>(valid.size());
        append(0, 0, children, ordered);
        return ordered;
    }

    private static void append(long parent, long segment, Map<Long, List<Unit>> children, List<Unit> ordered) {
        for (Unit unit : children.getOrDefault(parent, List.of())) {
            long own = unit.kind() == UnitKind.SEGMENT ? unit.id() : segment;
            ordered.add(in(unit, own));
            append(unit.id(), own, children, ordered);
        }
    }
}
