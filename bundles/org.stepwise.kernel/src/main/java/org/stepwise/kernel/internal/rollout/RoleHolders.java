package org.stepwise.kernel.internal.rollout;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.tx.Sql;

/** Who holds roles: by name, position, unit, post or group, or as one of all. Read in the surrounding transaction. */
final class RoleHolders {
    private static final long EVERYONE = 1;
    /** Shipped roles that no module gives its business to. */
    private static final List<String> WITHOUT_BUSINESS = List.of(Roles.STAFF, Roles.ADMINISTRATOR, Roles.AUDITOR);

    private final Sql sql;

    RoleHolders(Sql sql) {
        this.sql = sql;
    }

    /** Were the module's roles and grants written already, by an earlier installation? */
    boolean knows(String module) {
        return sql.number("select count(*) from role_pack where module = ?", module) > 0;
    }

    /** Everybody who holds a role with a grant on the module. */
    Set<Long> of(String module) {
        return people(sql.list(
                "select distinct m.principal_id from role_member m join role_grant g on g.role_id = m.role_id"
                        + " where g.type = '*' or g.type = '*.*' or g.type like ?",
                row -> row.number(1),
                module + ".%"));
    }

    /** Everybody who holds a role that a module which comes could give something to. */
    Set<Long> ofAnyRole() {
        return people(sql.list(
                "select distinct m.principal_id from role_member m join directory_role r on r.id = m.role_id"
                        + " where r.deleted = false and r.code not in (?)",
                row -> row.number(1),
                WITHOUT_BUSINESS));
    }

    private Set<Long> people(List<Long> holders) {
        Set<Long> principals = new HashSet<>(holders);
        Set<Long> people = new HashSet<>(principals);
        if (principals.isEmpty()) return people;
        sql.each(
                "select p.id, o.in_unit_id, o.post_id, u.below_id, g.in_group_id from directory_person p"
                        + " left join directory_position o on o.person_id = p.id and o.deleted = false"
                        + " left join unit_closure c on c.des = o.in_unit_id"
                        + " left join directory_unit u on u.id = c.anc"
                        + " left join directory_member g on g.person_id = p.id and g.deleted = false"
                        + " where p.deleted = false",
                row -> {
                    for (int column = 2; column <= 5; column++) {
                        boolean holds =
                                row.id(column).filter(principals::contains).isPresent();
                        if (holds || principals.contains(EVERYONE)) people.add(row.number(1));
                    }
                });
        return people;
    }
}
