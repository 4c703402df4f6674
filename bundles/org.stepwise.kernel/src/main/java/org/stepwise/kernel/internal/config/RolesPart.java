package org.stepwise.kernel.internal.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Grant;
import org.stepwise.kernel.api.access.Grants;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.access.Scope;
import org.stepwise.kernel.api.config.ConfigurationPart;
import org.stepwise.kernel.api.config.Item;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.audit.Guard;

/** Roles with what they allow; not who holds them. Written through the same services as on the roles' pages, with their rules. */
@Component(service = ConfigurationPart.class)
public final class RolesPart implements ConfigurationPart {
    private static final String TYPE = "directory.role";
    private static final String GRANTS = "grants";
    private static final Set<String> ALL_ROLES = Set.of(TYPE, "directory.*");
    private static final Set<String> ALL_ACTIONS = Set.of(Actions.ADMINISTER, "*");
    private final Transactions transactions;
    private final Records records;
    private final Grants grants;
    private final Guard guard;

    @Activate
    public RolesPart(
            @Reference Transactions transactions,
            @Reference Records records,
            @Reference Grants grants,
            @Reference Guard guard) {
        this.transactions = transactions;
        this.records = records;
        this.grants = grants;
        this.guard = guard;
    }

    @Override
    public String id() {
        return "roles";
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Set<String> entries() {
        return Set.of("nameZh", "nameEn", GRANTS);
    }

    private CodedRecords roles() {
        return new CodedRecords(records, transactions.sql(), TYPE);
    }

    @Override
    public Map<String, Item> items() {
        guard.require(Actions.ADMINISTER, TYPE);
        Map<String, Item> items = new LinkedHashMap<>();
        Map<String, List<String>> allowed = allowed();
        transactions
                .sql()
                .each(
                        "select code, name_zh, name_en from directory_role where deleted = false order by code",
                        row -> items.put(
                                row.text(1),
                                Item.of(
                                        "nameZh",
                                        row.text(2),
                                        "nameEn",
                                        row.text(3),
                                        GRANTS,
                                        allowed.getOrDefault(row.text(1), List.of()))));
        return items;
    }

    /** {@code type action SCOPE}, in order, by role. */
    private Map<String, List<String>> allowed() {
        Map<String, List<String>> allowed = new LinkedHashMap<>();
        transactions
                .sql()
                .each(
                        "select r.code, g.type, g.action, g.scope from role_grant g join directory_role r"
                                + " on r.id = g.role_id and r.deleted = false order by r.code, g.type, g.action, g.scope",
                        row -> allowed.computeIfAbsent(row.text(1), code -> new ArrayList<>())
                                .add(row.text(2) + " " + row.text(3) + " " + row.text(4)));
        allowed.replaceAll((role, lines) -> lines.stream().sorted().toList());
        return allowed;
    }

    @Override
    public List<Flaw> flaws(Changes changes) {
        List<Flaw> flaws = new ArrayList<>();
        List<String> types = grants.types();
        changes.put().forEach((code, item) -> {
            flaws.addAll(roles().flaws(code, values(code, item)));
            for (String line : item.texts(GRANTS)) flaw(code, line, types).ifPresent(flaws::add);
            if (code.equals(Roles.ADMINISTRATOR) && item.texts(GRANTS).stream().noneMatch(RolesPart::keepsTheKey))
                flaws.add(new Flaw(code, GRANTS, "access.problem.lockedOut", Map.of()));
        });
        for (String code : changes.removed()) {
            if (code.equals(Roles.ADMINISTRATOR)) flaws.add(new Flaw(code, "", "access.problem.lockedOut", Map.of()));
            long held = members(code);
            if (held > 0) flaws.add(Wrong.plain(code, "", "held", Map.of("role", code, "count", held)));
        }
        return flaws;
    }

    private long members(String code) {
        return transactions
                .sql()
                .number(
                        "select count(*) from role_member m join directory_role r on r.id = m.role_id where r.code = ?",
                        code);
    }

    private Optional<Flaw> flaw(String code, String line, List<String> types) {
        Optional<Grant> read = grant(code, line);
        if (read.isEmpty()) return Optional.of(Wrong.plain(code, GRANTS, "grant", Map.of("value", line)));
        Grant grant = read.get();
        if (!types.contains(grant.type())) return Optional.of(Wrong.unknown(code, GRANTS, grant.type(), types));
        List<String> actions = grants.actions(grant.type());
        if (!actions.contains(grant.action())) return Optional.of(Wrong.unknown(code, GRANTS, grant.action(), actions));
        return Optional.empty();
    }

    private static Optional<Grant> grant(String role, String line) {
        String[] words = line.split(" ");
        boolean shaped = words.length == 3
                && List.of(Scope.values()).stream().anyMatch(one -> one.name().equals(words[2]));
        return shaped ? Optional.of(new Grant(role, words[0], words[1], Scope.valueOf(words[2]))) : Optional.empty();
    }

    private static boolean keepsTheKey(String line) {
        return grant(Roles.ADMINISTRATOR, line)
                .filter(one -> ALL_ROLES.contains(one.type()) && ALL_ACTIONS.contains(one.action()))
                .filter(one -> one.scope() == Scope.ALL)
                .isPresent();
    }

    private static Map<String, Object> values(String code, Item item) {
        return Map.of("code", code, "nameZh", item.text("nameZh"), "nameEn", item.text("nameEn"));
    }

    /** What is given comes before what is taken, so that nobody is locked out half-way. */
    @Override
    public void apply(Changes changes) {
        Map<String, Item> before = items();
        Map<String, List<String>> given = allowed();
        List<Grant> taken = new ArrayList<>();
        changes.put().forEach((code, item) -> {
            Item now = before.getOrDefault(code, Item.of());
            boolean named = before.containsKey(code)
                    && now.text("nameZh").equals(item.text("nameZh"))
                    && now.text("nameEn").equals(item.text("nameEn"));
            if (!named) roles().put(code, values(code, item));
            Set<String> has = new TreeSet<>(given.getOrDefault(code, List.of()));
            Set<String> wanted = new TreeSet<>(item.texts(GRANTS));
            wanted.stream()
                    .filter(line -> !has.contains(line))
                    .forEach(line -> grant(code, line).ifPresent(grants::give));
            has.stream()
                    .filter(line -> !wanted.contains(line))
                    .forEach(line -> grant(code, line).ifPresent(taken::add));
        });
        taken.forEach(grants::take);
        changes.removed().forEach(roles()::remove);
    }
}
