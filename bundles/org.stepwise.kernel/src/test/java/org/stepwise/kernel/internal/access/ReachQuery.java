package org.stepwise.kernel.internal.access;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.stepwise.kernel.api.access.Reach;
import org.stepwise.kernel.api.tx.Sql;

/** A reach as the plainest possible statement. */
record ReachQuery(Sql sql, Reach reach, String action, LocalDate today) {
    Set<Long> ids(String table, String type) {
        if (reach.none()) return Set.of();
        List<Object> args = new ArrayList<>(List.of(reach.clearance()));
        StringBuilder where = new StringBuilder("security_level <= ?");
        reach.segments().ifPresent(segments -> {
            where.append(" and segment_id in (?)");
            args.add(List.copyOf(segments));
        });
        where.append(" and (").append(reach.all() || reach.everywhere() ? "1 = 1" : "1 = 0");
        if (reach.own()) add(where, args, "owner_id = ?", reach.person());
        if (reach.subordinates())
            add(where, args, "owner_id in (select sub from person_closure where sup = ?)", reach.person());
        add(where, args, "unit_id in (?)", List.copyOf(reach.units()));
        add(where, args, "unit_id in (select des from unit_closure where anc in (?))", List.copyOf(reach.branches()));
        where.append(" or id in (select record_id from share where type = ? and principal_id in (?)"
                + " and (until_day is null or until_day >= ?) and ',' || rights || ',' like ?))");
        args.addAll(List.of(type, List.copyOf(reach.principals()), today, "%," + action + ",%"));
        return new HashSet<>(
                sql.list("select id from " + table + " where " + where, row -> row.number(1), args.toArray()));
    }

    private static void add(StringBuilder where, List<Object> args, String condition, Object arg) {
        where.append(" or ").append(condition);
        args.add(arg);
    }
}
