package org.stepwise.kernel.internal.access;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Grant;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.access.Scope;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.text.Likeness;

/** Gives roles to principals and takes them (DIR-4): needs {@code administer} on roles, and is written to the audit log. */
@Component(service = RoleMembers.class)
public final class RoleMembers {
    private final Transactions tx;
    private final Access access;
    private final Callers callers;
    private final Stamps stamps;
    private final Audit audit;

    @Activate
    public RoleMembers(
            @Reference Transactions tx,
            @Reference Access access,
            @Reference Callers callers,
            @Reference Stamps stamps,
            @Reference Audit audit) {
        this.tx = tx;
        this.access = access;
        this.callers = callers;
        this.stamps = stamps;
        this.audit = audit;
    }

    /** Replaces the units of an assignment that exists. */
    public void grant(String role, long principal, Set<Long> units) {
        change(role, id -> {
            if (tx.sql().number("select count(*) from kernel_principal where id = ?", principal) == 0) {
                throw NotFound.of(principal);
            }
            remove(id, principal);
            tx.sql().update("insert into role_member (role_id, principal_id) values (?, ?)", id, principal);
            List<Object[]> rows = units.stream()
                    .map(unit -> new Object[] {id, principal, unit})
                    .toList();
            tx.sql().batch("insert into role_member_unit (role_id, principal_id, unit_id) values (?, ?, ?)", rows);
            changed("access.roleGranted", role, principal, units);
        });
    }

    public void revoke(String role, long principal) {
        change(role, id -> {
            if (remove(id, principal) == 0) throw NotFound.of(principal);
            if (role.equals(Roles.ADMINISTRATOR) && administrators(id) == 0) {
                throw new Conflict("directory.problem.lastAdministrator");
            }
            changed("access.roleRevoked", role, principal, Set.of());
        });
    }

    private void change(String role, LongConsumer change) {
        tx.get(() -> {
            stamps.turn();
            change.accept(role(role));
            return true;
        });
    }

    private long administrators(long role) {
        return tx.sql()
                .number(
                        "select count(*) from role_member m join directory_person p on p.id = m.principal_id"
                                + " and p.deleted = false and p.state in ('INVITED', 'ACTIVE', 'LEAVING')"
                                + " where m.role_id = ?",
                        role);
    }

    private int remove(long role, long principal) {
        tx.sql().update("delete from role_member_unit where role_id = ? and principal_id = ?", role, principal);
        return tx.sql().update("delete from role_member where role_id = ? and principal_id = ?", role, principal);
    }

    public Map<Long, Set<Long>> members(String role) {
        return tx.get(() -> {
            Map<Long, Set<Long>> members = new LinkedHashMap<>();
            String all = "select m.principal_id, u.unit_id from role_member m left join role_member_unit u"
                    + " on u.role_id = m.role_id and u.principal_id = m.principal_id where m.role_id = ?"
                    + " order by m.principal_id";
            tx.sql()
                    .each(
                            all,
                            row -> {
                                Set<Long> units = members.computeIfAbsent(row.number(1), id -> new LinkedHashSet<>());
                                if (row.number(2) != 0) units.add(row.number(2));
                            },
                            role(role, Actions.SEE));
            return members;
        });
    }

    public List<Grant> grants(String role) {
        return tx.get(() -> tx.sql()
                .list(
                        "select type, action, scope from role_grant where role_id = ? order by type, action, scope",
                        row -> new Grant(role, row.text(1), row.text(2), Scope.valueOf(row.text(3))),
                        role(role, Actions.SEE)));
    }

    private long role(String code) {
        return role(code, Actions.ADMINISTER);
    }

    private long role(String code, String needed) {
        if (!access.may(callers.current(), "directory.role", needed)) {
            throw Forbidden.of(needed, "directory.role");
        }
        long id = tx.sql().number("select id from directory_role where code = ? and deleted = false", code);
        if (id != 0) return id;
        throw Likeness.notFound(
                code, tx.sql().list("select code from directory_role where deleted = false", row -> row.text(1)));
    }

    private void changed(String what, String role, long principal, Set<Long> units) {
        stamps.touch(Stamps.DIRECTORY);
        audit.write(what, role, Map.of("principal", principal, "units", new TreeSet<>(units).toString()));
    }
}
