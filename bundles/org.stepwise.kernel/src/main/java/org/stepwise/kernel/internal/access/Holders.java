package org.stepwise.kernel.internal.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.tx.Sql;

/** People behind principals: named, by unit, post, role or group. */
public final class Holders {
    private static final long EVERYONE = 1;
    private static final String SEATED = "select distinct o.person_id from directory_position o"
            + " join directory_post t on t.id = o.post_id where o.deleted = false";
    private static final String WORKING =
            "select id from directory_person where deleted = false and state in ('INVITED', 'ACTIVE', 'LEAVING')";
    private static final int FEW = 500;
    private final Sql sql;

    public Holders(Sql sql) {
        this.sql = sql;
    }

    /** How many hold the role and can sign in. */
    long of(long role) {
        return people(List.of(role), Integer.MAX_VALUE).size();
    }

    /** Those who can sign in, at most so many. */
    public Set<Long> people(Collection<Long> principals, int most) {
        Set<Long> members = new HashSet<>(principals);
        members.addAll(sql.list(
                "select principal_id from role_member where role_id in (?)", row -> row.number(1), principals));
        if (members.contains(EVERYONE)) return first(sql.list(WORKING + sql.limit(most), row -> row.number(1)), most);
        Set<Long> found = found(members);
        if (found.size() <= FEW) return first(sql.list(WORKING + " and id in (?)", row -> row.number(1), found), most);
        found.retainAll(Set.copyOf(sql.list(WORKING, row -> row.number(1))));
        return first(found, most);
    }

    private static Set<Long> first(Collection<Long> found, int most) {
        return found.stream().limit(most).collect(Collectors.toSet());
    }

    private Set<Long> found(Set<Long> members) {
        Set<Long> found = new HashSet<>(members);
        found.addAll(seated(members));
        found.addAll(sql.list(
                "select person_id from directory_member where deleted = false and in_group_id in (?)",
                row -> row.number(1),
                members));
        byRule(members, found);
        return found;
    }

    private List<Long> seated(Set<Long> members) {
        return sql.list(
                SEATED + " and (o.in_unit_id in (?) or o.post_id in (?) or o.in_unit_id in"
                        + " (select c.des from unit_closure c join directory_unit u on u.id = c.anc where u.below_id in (?)))",
                row -> row.number(1),
                members,
                members,
                members);
    }

    private void byRule(Set<Long> members, Set<Long> found) {
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
