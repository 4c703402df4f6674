package org.stepwise.kernel.internal.access;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Grant;
import org.stepwise.kernel.api.access.GrantChange;
import org.stepwise.kernel.api.access.Grants;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.access.Scope;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.text.Likeness;

/** Grants in the database. Every change stands in the role's history, from where it can be taken back, and in the audit log. */
@Component(service = Grants.class)
public final class RoleGrants implements Grants {
    private static final String TYPE = "directory.role";
    private static final String EVERYTHING = "*";
    private final Transactions tx;
    private final Access access;
    private final Callers callers;
    private final Stamps stamps;
    private final Audit audit;
    private final Vocabulary words;
    private final Clock clock;

    @Activate
    public RoleGrants(
            @Reference Transactions tx,
            @Reference Access access,
            @Reference Callers callers,
            @Reference Stamps stamps,
            @Reference Audit audit,
            @Reference Vocabulary words,
            @Reference Clock clock) {
        this.tx = tx;
        this.access = access;
        this.callers = callers;
        this.stamps = stamps;
        this.audit = audit;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public List<String> types() {
        require(Actions.SEE);
        Set<String> all = new TreeSet<>(words.types());
        all.addAll(sql().list("select distinct type from role_grant", row -> row.text(1)));
        return List.copyOf(all);
    }

    @Override
    public List<String> actions(String type) {
        require(Actions.SEE);
        Set<String> all = new LinkedHashSet<>(words.actions(type));
        all.addAll(sql().list("select distinct action from role_grant where type = ?", row -> row.text(1), type));
        all.add(EVERYTHING);
        return List.copyOf(all);
    }

    @Override
    public long holders(String role) {
        require(Actions.SEE);
        return tx.read(() -> new Holders(sql()).of(role(role)));
    }

    @Override
    public void give(Grant grant) {
        require(Actions.ADMINISTER);
        if (!types().contains(grant.type())) {
            throw Invalid.of("type", "access.problem.grantType", Map.of("type", grant.type()));
        }
        if (!actions(grant.type()).contains(grant.action())) {
            throw Invalid.of("action", "access.problem.grantAction", Map.of("action", grant.action()));
        }
        tx.get(() -> change(grant, true));
    }

    @Override
    public void take(Grant grant) {
        require(Actions.ADMINISTER);
        tx.get(() -> change(grant, false));
    }

    /** @return whether anything changed */
    private boolean change(Grant grant, boolean given) {
        stamps.turn();
        long role = role(grant.role());
        boolean there = sql().number(
                                "select count(*) from role_grant where role_id = ? and type = ? and action = ? and scope = ?",
                                role,
                                grant.type(),
                                grant.action(),
                                grant.scope())
                > 0;
        if (there != given) write(role, grant, given);
        return there != given;
    }

    private void write(long role, Grant grant, boolean given) {
        String sentence = given
                ? "insert into role_grant (role_id, type, action, scope) values (?, ?, ?, ?)"
                : "delete from role_grant where role_id = ? and type = ? and action = ? and scope = ?";
        sql().update(sentence, role, grant.type(), grant.action(), grant.scope());
        if (!given) refuseLockedOut();
        Caller by = callers.current();
        sql().update(
                        "insert into role_grant_change (id, role_id, type, action, scope, given, by_id, by_name, changed_at)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        sql().nextId("role_grant_change_seq"),
                        role,
                        grant.type(),
                        grant.action(),
                        grant.scope(),
                        given,
                        by.person(),
                        by.name(),
                        clock.instant());
        stamps.touch(Stamps.DIRECTORY);
        audit.write(
                given ? "access.grantGiven" : "access.grantTaken",
                grant.role(),
                Map.of("type", grant.type(), "action", grant.action(), "scope", grant.scope()));
    }

    /** The administrators go on administering roles, so that whatever is changed can be changed back. */
    private void refuseLockedOut() {
        long left = sql().number(
                        "select count(*) from role_grant g join directory_role r on r.id = g.role_id and r.code = ?"
                                + " where g.type in (?) and g.action in (?) and g.scope = 'ALL'",
                        Roles.ADMINISTRATOR,
                        List.of(TYPE, "directory.*"),
                        List.of(Actions.ADMINISTER, EVERYTHING));
        if (left == 0) throw new Conflict("access.problem.lockedOut");
    }

    @Override
    public List<GrantChange> changes(String role, int limit) {
        require(Actions.SEE);
        return tx.read(() -> sql().list(
                        "select id, type, action, scope, given, by_name, changed_at from role_grant_change"
                                + " where role_id = ? order by id desc" + sql().limit(limit),
                        row -> new GrantChange(
                                row.number(1),
                                new Grant(role, row.text(2), row.text(3), Scope.valueOf(row.text(4))),
                                row.flag(5),
                                row.text(6),
                                row.instant(7).orElseThrow()),
                        role(role)));
    }

    @Override
    public void undo(String role, long change) {
        require(Actions.ADMINISTER);
        List<GrantChange> found = new ArrayList<>();
        sql().each(
                        "select r.code, c.type, c.action, c.scope, c.given from role_grant_change c"
                                + " join directory_role r on r.id = c.role_id where c.id = ? and r.code = ?",
                        row -> found.add(new GrantChange(
                                change,
                                new Grant(row.text(1), row.text(2), row.text(3), Scope.valueOf(row.text(4))),
                                row.flag(5),
                                "",
                                clock.instant())),
                        change,
                        role);
        if (found.isEmpty()) throw NotFound.of(change);
        tx.run(() -> {
            boolean changed = change(found.get(0).grant(), !found.get(0).given());
            if (!changed) throw new Conflict("access.problem.undoneAlready");
        });
    }

    private void require(String action) {
        if (!access.may(callers.current(), TYPE, action)) throw Forbidden.of(action, TYPE);
    }

    private long role(String code) {
        long id = sql().number("select id from directory_role where code = ? and deleted = false", code);
        if (id != 0) return id;
        throw Likeness.notFound(
                code, sql().list("select code from directory_role where deleted = false", row -> row.text(1)));
    }

    private Sql sql() {
        return tx.sql();
    }
}
