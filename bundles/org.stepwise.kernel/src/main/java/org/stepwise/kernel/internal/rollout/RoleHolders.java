package org.stepwise.kernel.internal.rollout;

import java.util.List;
import java.util.Set;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.internal.access.Holders;

/** Who holds roles and can sign in. Read in the surrounding transaction. */
final class RoleHolders {
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

    /** Those who hold a role with a grant on the module. */
    Set<Long> of(String module) {
        return people(sql.list(
                "select distinct m.principal_id from role_member m join role_grant g on g.role_id = m.role_id"
                        + " where g.type = '*' or g.type = '*.*' or g.type like ?",
                row -> row.number(1),
                module + ".%"));
    }

    /** Those who hold a role that a module which comes could give something to. */
    Set<Long> ofAnyRole() {
        return people(sql.list(
                "select distinct m.principal_id from role_member m join directory_role r on r.id = m.role_id"
                        + " where r.deleted = false and r.code not in (?)",
                row -> row.number(1),
                WITHOUT_BUSINESS));
    }

    private Set<Long> people(List<Long> holders) {
        return new Holders(sql).people(holders, Integer.MAX_VALUE);
    }
}
