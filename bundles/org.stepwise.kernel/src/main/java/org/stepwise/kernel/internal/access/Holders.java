package org.stepwise.kernel.internal.access;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.stepwise.kernel.api.tx.Sql;

/** People behind the principals of a role: named, by unit, post or group; counted, never shown. */
final class Holders {
    private static final long EVERYONE = 1;
    private static final String SEATED = "select distinct o.person_id from directory_position o"
            + " join directory_post t on t.id = o.post_id where o.deleted = false";
    private final Sql sql;

    Holders(Sql sql) {
        this.sql = sql;
    }

    /** Those who can sign in. */
    long of(long role) {
        Set<Long> working = new HashSet<>(sql.list(
                "select id from directory_person where deleted = false and state in ('INVITED', 'ACTIVE', 'LEAVING')",
                row -> row.number(1)));
        List<Long> members =
                sql.list("select principal_id from role_member where role_id = ?", row -> row.number(1), role);
        if (members.contains(EVERYONE)) return working.size();
        Set<Long> found = new HashSet<>(members);
        found.addAll(seated(members));
        found.addAll(sql.list(
                "select person_id from directory_member where deleted = false and in_group_id in (?)",
                row -> row.number(1),
                members));
        byRule(members, found);
        found.retainAll(working);
        return found.size();
    }

    private List<Long> seated(List<Long> members) {
        return sql.list(
                SEATED + " and (o.in_unit_id in (?) or o.post_id in (?) or o.in_unit_id in"
                        + " (select c.des from unit_closure c join directory_unit u on u.id = c.anc where u.below_id in (?)))",
                row -> row.number(1),
                members,
                members,
                members);
    }

    private void byRule(List<Long> members, Set<Long> found) {
        sql.each(
                "select rule_unit_id, rule_post_id, rule_level from directory_group where deleted = false and id in (?)"
                        + " and (rule_unit_id is not null or rule_post_id is not null or rule_level is not null)",
                rule -> {
                    StringBuilder fits = new StringBuilder(SEATED);
                    List<Object> args = new ArrayList<>();
                    rule.id(1).ifPresent(unit -> {
                        fits.append(" and o.in_unit_id in (select des from unit_closure where anc = ?)");
                        args.add(unit);
                    });
                    rule.id(2).ifPresent(post -> {
                        fits.append(" and o.post_id = ?");
                        args.add(post);
                    });
                    rule.id(3).ifPresent(level -> {
                        fits.append(" and t.level >= ?");
                        args.add(level);
                    });
                    found.addAll(sql.list(fits.toString(), row -> row.number(1), args.toArray()));
                },
                members);
    }
}
