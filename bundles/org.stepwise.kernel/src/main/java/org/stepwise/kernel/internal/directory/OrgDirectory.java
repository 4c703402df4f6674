package org.stepwise.kernel.internal.directory;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Grant;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Person;
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.access.RoleMembers;
import org.stepwise.kernel.internal.access.Stamps;
import org.stepwise.kernel.internal.text.Likeness;

/** The directory over its tables and closures. */
@Component(service = Directory.class)
public final class OrgDirectory implements Directory {
    private final Transactions tx;
    private final OrgIndex index;
    private final People people;
    private final UnitReader units;
    private final PrincipalNames names;
    private final RoleMembers roles;
    private final LateRecords records;
    private final Clock clock;

    @Activate
    public OrgDirectory(
            @Reference Transactions tx,
            @Reference OrgIndex index,
            @Reference Callers callers,
            @Reference Stamps stamps,
            @Reference RoleMembers roles,
            @Reference LateRecords records,
            @Reference Clock clock) {
        this.tx = tx;
        this.index = index;
        this.roles = roles;
        this.records = records;
        this.clock = clock;
        DisplayNames display = new DisplayNames(callers);
        this.people = new People(tx, display);
        this.units = new UnitReader(tx, display);
        this.names = new PrincipalNames(tx, stamps, display);
    }

    @Override
    public Optional<Person> person(long id) {
        return people.where("p.id = ?", id).stream().findFirst();
    }

    @Override
    public Optional<Person> account(String account) {
        return people.where("p.account = ?", account.strip().toLowerCase(Locale.ROOT)).stream()
                .findFirst();
    }

    @Override
    public Map<Long, String> names(Collection<Long> principals) {
        return names.of(principals);
    }

    @Override
    public Optional<Unit> unit(long id) {
        return units.where("id = ?", id).stream().findFirst();
    }

    @Override
    public Optional<Unit> unitByCode(String code) {
        return units.where("code = ?", code).stream().findFirst();
    }

    @Override
    public Unit requireUnit(String codeOrName) {
        String wanted = codeOrName.strip();
        return unitByCode(wanted)
                .or(() -> units.where("name_zh = ? or name_en = ?", wanted, wanted).stream()
                        .findFirst())
                .orElseThrow(() -> Likeness.notFound(
                        wanted,
                        units.codesAndNames(),
                        new NotFound("directory.problem.noUnit", Map.of("what", wanted))));
    }

    @Override
    public Person requireAccount(String account) {
        return account(account)
                .orElseThrow(() -> Likeness.notFound(
                        account,
                        people.accounts(),
                        new NotFound("directory.problem.noAccount", Map.of("what", account))));
    }

    @Override
    public List<Unit> tree(String tree, LocalDate day) {
        return units.tree(tree, day);
    }

    @Override
    public Set<Long> branch(long unit) {
        index.settle();
        return new HashSet<>(sql().list("select des from unit_closure where anc = ?", row -> row.number(1), unit));
    }

    @Override
    public List<Long> above(long unit) {
        index.settle();
        return Ancestry.of(sql(), List.of(unit)).above(unit);
    }

    @Override
    public List<Person> people(long unit, boolean below) {
        index.settle();
        String holders = below
                ? "select distinct o.person_id from unit_closure c join directory_position o on o.in_unit_id = c.des"
                        + " and o.deleted = false where c.anc = ?"
                : "select distinct o.person_id from directory_position o where o.deleted = false and o.in_unit_id = ?";
        return people.working(sql().list(holders, row -> row.number(1), unit));
    }

    @Override
    public List<Person> deputies(long unit) {
        List<Long> ids = sql().list(
                        "select person_id from directory_deputy where of_unit_id = ? and deleted = false"
                                + " order by sort_order, id",
                        row -> row.number(1),
                        unit);
        return people.inOrder(ids);
    }

    @Override
    public Optional<Person> superior(long person) {
        index.settle();
        long superior = sql().number("select sup from person_line where sub = ?", person);
        return superior == 0 ? Optional.empty() : person(superior);
    }

    @Override
    public List<Person> superiors(long person) {
        index.settle();
        Map<Long, Long> lines = new java.util.HashMap<>();
        sql().each(
                        "select sub, sup from person_line where sub = ? or sub in"
                                + " (select sup from person_closure where sub = ?)",
                        row -> lines.put(row.number(1), row.number(2)),
                        person,
                        person);
        List<Long> chain = new ArrayList<>();
        for (long at = lines.getOrDefault(person, 0L); at != 0; at = lines.getOrDefault(at, 0L)) chain.add(at);
        return people.inOrder(chain);
    }

    @Override
    public Set<Long> subordinates(long person) {
        index.settle();
        return new HashSet<>(sql().list("select sub from person_closure where sup = ?", row -> row.number(1), person));
    }

    @Override
    public boolean isSuperior(long superior, long person) {
        index.settle();
        return sql().number("select count(*) from person_closure where sup = ? and sub = ?", superior, person) > 0;
    }

    @Override
    public List<Person> substitutes(long person, String scope, LocalDate day) {
        List<Long> ids = sql().list(
                        "select substitute_id from directory_substitute where person_id = ? and deleted = false"
                                + " and from_day <= ? and (to_day is null or to_day >= ?)"
                                + " and (scope is null or scope = '' or scope = ?) order by id",
                        row -> row.number(1),
                        person,
                        day,
                        day,
                        scope);
        return people.inOrder(ids).stream()
                .filter(found -> found.state() == PersonState.ACTIVE)
                .toList();
    }

    @Override
    public void move(long unit, long newParent) {
        tx.get(() -> {
            index.turn();
            long version = version("directory_unit", unit);
            return records.get()
                    .update(
                            RecordId.of("directory.unit", unit),
                            version,
                            Map.of("parentId", newParent == 0 ? "" : String.valueOf(newParent)));
        });
    }

    @Override
    public void state(long person, PersonState state) {
        String action = Optional.ofNullable(PersonType.ACTIONS.get(state))
                .orElseThrow(() -> Invalid.of("state", "directory.problem.inviteOnce"));
        tx.get(() -> {
            index.turn();
            long version = version("directory_person", person);
            return records.get().act(RecordId.of("directory.person", person), version, action);
        });
    }

    private long version(String table, long id) {
        return sql().first(
                        "select version from " + table + " where id = ? and deleted = false", row -> row.number(1), id)
                .orElseThrow(() -> NotFound.of(id));
    }

    @Override
    public void grantRole(String role, long principal, Set<Long> units) {
        roles.grant(role, principal, units);
    }

    @Override
    public void revokeRole(String role, long principal) {
        roles.revoke(role, principal);
    }

    @Override
    public Map<Long, Set<Long>> roleMembers(String role) {
        return roles.members(role);
    }

    @Override
    public List<Grant> roleGrants(String role) {
        return roles.grants(role);
    }

    @Override
    public List<Person> suggest(String text, int limit) {
        return people.suggest(text, limit);
    }

    private Sql sql() {
        return tx.sql();
    }
}
