package org.stepwise.web.internal.admin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Grant;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.AdminGate;
import org.stepwise.web.internal.page.OwnPage;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** Roles: who holds them and what they allow; given and taken here (DIR-4, ACC-1). */
public final class RolesPage implements OwnPage {
    private static final int MOST = 500;
    private final Services services;

    public RolesPage(Services services) {
        this.services = services;
    }

    /** A role in the list beside. */
    record Entry(String code, String name, int members, boolean current) {}

    /** A holder. @param units chosen ones, "" for none */
    record Member(long principal, String name, String units) {}

    /** What is allowed on one type. */
    record Line(String type, List<String> grants) {}

    /** @param resting grants on modules that are not here now */
    record Model(
            List<Entry> roles,
            String code,
            String name,
            List<Member> members,
            List<Line> lines,
            long resting,
            boolean edit) {}

    @Override
    public Reply get(Visit visit) {
        AdminGate.require(services, visit.caller(), "directory.role:see");
        Map<String, String> names = names(visit);
        String code =
                visit.rest().isEmpty() ? names.keySet().stream().findFirst().orElse("") : visit.rest();
        if (!names.containsKey(code)) throw NotFound.of(code);
        List<Entry> roles = new ArrayList<>();
        names.forEach((each, name) -> roles.add(
                new Entry(each, name, services.directory.roleMembers(each).size(), each.equals(code))));
        GrantWords words = new GrantWords(services.texts, visit.locale());
        List<Grant> given = services.directory.roleGrants(code);
        List<Grant> shown =
                given.stream().filter(grant -> words.known(grant.type())).toList();
        Model model = new Model(
                roles,
                code,
                names.get(code),
                members(services.directory.roleMembers(code)),
                lines(shown, words),
                (long) given.size() - shown.size(),
                services.access.may(visit.caller(), "directory.role", Actions.ADMINISTER));
        String above = services.texts.text(visit.locale(), "web.admin");
        return Reply.page("roles", "web.roles", model)
                .under(new Reply.Crumb(above, "/admin"))
                .current("/admin");
    }

    private Map<String, String> names(Visit visit) {
        Map<String, String> names = new LinkedHashMap<>();
        Query all = Query.ALL.limit(MOST).fields(List.of("code"));
        for (Row row : services.records.list("directory.role", all).rows()) {
            String code = row.value("code").toString();
            names.put(code, services.texts.find(visit.locale(), "role." + code).orElse(row.title()));
        }
        return names;
    }

    private List<Member> members(Map<Long, Set<Long>> held) {
        Set<Long> ids = new LinkedHashSet<>(held.keySet());
        held.values().forEach(ids::addAll);
        Map<Long, String> names = ids.isEmpty() ? Map.of() : services.directory.names(ids);
        List<Member> members = new ArrayList<>();
        held.forEach((principal, units) -> {
            List<String> chosen =
                    units.stream().map(unit -> names.getOrDefault(unit, "")).toList();
            members.add(new Member(principal, names.getOrDefault(principal, ""), String.join(", ", chosen)));
        });
        members.sort(Comparator.comparing(Member::name));
        return members;
    }

    private List<Line> lines(List<Grant> shown, GrantWords words) {
        Map<String, List<String>> byType = new TreeMap<>();
        for (Grant grant : shown) {
            String action = words.action(grant.type(), grant.action());
            String scope = words.scope(grant.scope());
            String said =
                    services.texts.text(words.locale(), "web.roles.grant", Map.of("action", action, "scope", scope));
            byType.computeIfAbsent(words.type(grant.type()), type -> new ArrayList<>())
                    .add(said);
        }
        List<Line> lines = new ArrayList<>();
        byType.forEach((type, grants) -> lines.add(new Line(type, grants)));
        return lines;
    }

    @Override
    public Reply post(Visit visit) {
        String code = visit.rest();
        long principal = visit.number("principal").orElseThrow(() -> Invalid.of("principal", "web.share.whom"));
        if (visit.param("step").equals("revoke")) {
            services.directory.revokeRole(code, principal);
            return Reply.redirect("/admin/roles/" + code, "web.roles.revoked", Map.of());
        }
        Set<Long> units = new LinkedHashSet<>();
        visit.params("units").forEach(unit -> Visit.parse(unit).ifPresent(units::add));
        services.directory.grantRole(code, principal, units);
        return Reply.redirect("/admin/roles/" + code, "web.roles.granted", Map.of());
    }
}
