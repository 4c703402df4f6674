package org.stepwise.web.internal.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.access.Grant;
import org.stepwise.kernel.api.access.GrantChange;
import org.stepwise.kernel.api.access.Grants;
import org.stepwise.kernel.api.access.Scope;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.AdminGate;
import org.stepwise.web.internal.page.OwnPage;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** What one role allows, changed here: how many people it touches is told before, and each change can be taken back (ACC-1). */
public final class GrantsPage implements OwnPage {
    private static final String NEEDED = "directory.role:administer";
    private static final int HISTORY = 50;
    private final Services services;

    public GrantsPage(Services services) {
        this.services = services;
    }

    /** Something to choose. */
    record Option(String value, String label) {}

    /** One grant in words. */
    record Line(Grant grant, String type, String action, String scope) {}

    record Step(long id, Line line, boolean given, String byName, Instant at) {}

    record Model(
            String code,
            String name,
            long holders,
            List<Line> lines,
            long resting,
            List<Option> types,
            String type,
            List<Option> actions,
            String action,
            List<Option> scopes,
            String scope,
            List<Line> asked,
            List<Step> steps) {}

    private Grants grants() {
        return services.grants();
    }

    @Override
    public Reply get(Visit visit) {
        AdminGate.require(services, visit.caller(), NEEDED);
        String code = visit.rest();
        if (code.isEmpty()) throw NotFound.of(visit.path());
        GrantWords words = new GrantWords(services.texts, visit.locale());
        List<Line> lines = new ArrayList<>();
        List<Grant> given = services.directory.roleGrants(code);
        given.stream().filter(grant -> words.known(grant.type())).forEach(grant -> lines.add(line(words, grant)));
        List<Option> types = grants().types().stream()
                .filter(words::known)
                .map(type -> new Option(type, words.type(type)))
                .toList();
        String type =
                visit.param("type").isEmpty() && !types.isEmpty() ? types.get(0).value() : visit.param("type");
        Model model = new Model(
                code,
                name(visit, code),
                grants().holders(code),
                lines,
                (long) given.size() - lines.size(),
                types,
                type,
                grants().actions(type).stream()
                        .map(action -> new Option(action, words.action(type, action)))
                        .toList(),
                visit.param("action"),
                Arrays.stream(Scope.values())
                        .map(scope -> new Option(scope.name(), words.scope(scope)))
                        .toList(),
                visit.param("scope"),
                visit.param("action").isEmpty() ? List.of() : List.of(line(words, grant(visit, code))),
                steps(words, code));
        return Reply.page("grants", "web.grants", model)
                .args(Map.of("role", name(visit, code)))
                .under(
                        new Reply.Crumb(services.texts.text(visit.locale(), "web.admin"), "/admin"),
                        new Reply.Crumb(services.texts.text(visit.locale(), "web.roles"), "/admin/roles/" + code))
                .current("/admin");
    }

    private String name(Visit visit, String code) {
        return services.texts.find(visit.locale(), "role." + code).orElse(code);
    }

    private static Line line(GrantWords words, Grant grant) {
        return new Line(
                grant,
                words.type(grant.type()),
                words.action(grant.type(), grant.action()),
                words.scope(grant.scope()));
    }

    private List<Step> steps(GrantWords words, String code) {
        List<Step> steps = new ArrayList<>();
        for (GrantChange change : grants().changes(code, HISTORY)) {
            if (!words.known(change.grant().type())) continue;
            steps.add(new Step(change.id(), line(words, change.grant()), change.given(), change.byName(), change.at()));
        }
        return steps;
    }

    private static Grant grant(Visit visit, String code) {
        try {
            return new Grant(code, visit.param("type"), visit.param("action"), Scope.valueOf(visit.param("scope")));
        } catch (IllegalArgumentException e) {
            throw Invalid.of("scope", "web.grants.scope.missing");
        }
    }

    @Override
    public Reply post(Visit visit) {
        AdminGate.require(services, visit.caller(), NEEDED);
        String code = visit.rest();
        String page = "/admin/grants/" + code;
        if (visit.param("step").equals("undo")) {
            grants().undo(code, visit.number("change").orElseThrow(() -> NotFound.of(visit.path())));
            return Reply.redirect(page, "web.grants.undone", Map.of());
        }
        Grant grant = grant(visit, code);
        if (visit.param("step").equals("take")) grants().take(grant);
        else grants().give(grant);
        return Reply.redirect(page, "web.grants.changed", Map.of());
    }
}
