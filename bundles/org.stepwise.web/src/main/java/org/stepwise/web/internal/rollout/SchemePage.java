package org.stepwise.web.internal.rollout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.rollout.Goals;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.Schemes;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** What a phase is led by (ROL-18): its scheme with the confirmations, its team, goals, and calls on staff. */
final class SchemePage {
    private static final String SCHEME = "scheme";
    private static final String GOAL = "goal";

    /** Second parts of the addresses below {@code /rollout/<code>}. */
    static final Set<String> PAGES = Set.of(SCHEME, GOAL, "seat", "call");

    private final Services services;
    private final TeamPage team;
    private final CallPages calls;

    SchemePage(Services services) {
        this.services = services;
        this.team = new TeamPage(services);
        this.calls = new CallPages(services);
    }

    /** Somebody who must confirm. */
    record Signer(Schemes.Signature signature, String standing, String tone, String as) {}

    /** @param judgement in the reader's words, "" for none */
    record Goal(Goals.Goal goal, String judgement, String tone) {}

    record Model(
            Phase phase,
            Schemes.Scheme scheme,
            List<Signer> signers,
            List<String> modules,
            List<String> units,
            List<String> persons,
            TeamPage.Model team,
            List<Goal> goals,
            List<CallPages.Line> calls,
            boolean leads,
            List<PhasePage.Named> judgements,
            String today) {}

    Reply get(Visit visit, String[] parts) {
        if (parts[1].equals("call") && parts.length >= 3) return calls.get(visit, parts);
        if (parts.length != 2 || !parts[1].equals(SCHEME)) throw NotFound.of(visit.path());
        String code = parts[0];
        Schemes.Scheme scheme = services.schemes.of(code);
        Phase phase = scheme.phase();
        Squares squares = new Squares(services, visit);
        Model model = new Model(
                phase,
                scheme,
                scheme.signatures().stream().map(one -> signer(visit, one)).toList(),
                new TreeSet<>(phase.modules()).stream().map(squares::moduleName).toList(),
                names(phase.units()),
                names(phase.persons()),
                team.model(visit, code),
                services.goals.of(code).stream().map(one -> goal(visit, one)).toList(),
                services.calls.of(code).stream()
                        .map(one -> calls.line(visit, one))
                        .toList(),
                scheme.maySend(),
                judgements(visit),
                calls.today(visit));
        return Reply.page("rollout-scheme", "web.scheme.title", model)
                .args(Map.of("name", phase.name()))
                .under(
                        new Reply.Crumb(services.texts.text(visit.locale(), "web.rollout"), "/rollout"),
                        new Reply.Crumb(phase.name(), "/rollout/" + code))
                .current("/rollout");
    }

    private List<String> names(Set<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : services.directory.names(ids).values().stream().sorted().toList();
    }

    private Signer signer(Visit visit, Schemes.Signature one) {
        List<String> as = new ArrayList<>();
        if (one.steering()) as.add(services.texts.text(visit.locale(), "rollout.duty.STEERING"));
        for (String unit : one.units()) {
            as.add(services.texts.text(visit.locale(), "web.scheme.head", Map.of("unit", unit)));
        }
        String tone = switch (one.standing()) {
            case CONFIRMED -> "ok";
            case REFUSED -> "bad";
            case OUTDATED -> "warn";
            case OPEN -> "";
        };
        String standing = services.texts.text(visit.locale(), "rollout.standing." + one.standing());
        return new Signer(one, standing, tone, String.join(", ", as));
    }

    private Goal goal(Visit visit, Goals.Goal goal) {
        String judgement = goal.judgement()
                .map(one -> services.texts.text(visit.locale(), "rollout.judgement." + one))
                .orElse("");
        String tone = goal.judgement()
                .map(one -> one == Goals.Judgement.REACHED ? "ok" : one == Goals.Judgement.PARTLY ? "warn" : "bad")
                .orElse("");
        return new Goal(goal, judgement, tone);
    }

    private List<PhasePage.Named> judgements(Visit visit) {
        return Arrays.stream(Goals.Judgement.values())
                .map(one -> new PhasePage.Named(
                        one.name(), services.texts.text(visit.locale(), "rollout.judgement." + one)))
                .toList();
    }

    Reply post(Visit visit, String[] parts) {
        String code = parts[0];
        return switch (parts[1]) {
            case SCHEME -> sign(visit, code);
            case "seat" -> team.post(visit, code);
            case GOAL -> goals(visit, code);
            default -> calls.post(visit, parts);
        };
    }

    private Reply sign(Visit visit, String code) {
        int version = (int) visit.number("version").orElse(0);
        String step = visit.param("step");
        switch (step) {
            case "send" -> services.schemes.send(code);
            case "confirm" -> services.schemes.confirm(code, version);
            case "refuse" -> services.schemes.refuse(code, version, visit.param("reason"));
            default -> throw NotFound.of(visit.path());
        }
        return Reply.redirect("/rollout/" + code + "/scheme", "web.scheme.did." + step, Map.of());
    }

    private Reply goals(Visit visit, String code) {
        long id = visit.number(GOAL).orElse(0);
        List<Goals.Goal> now = services.goals.of(code);
        List<Goals.Wanted> wanted = new ArrayList<>();
        now.stream()
                .filter(goal -> goal.id() != id || !visit.param("step").equals("remove"))
                .forEach(goal -> wanted.add(goal.wanted()));
        switch (visit.param("step")) {
            case "add" -> {
                wanted.add(new Goals.Wanted(
                        visit.param("title").trim(),
                        visit.param("measure").trim(),
                        visit.param("base").trim(),
                        visit.param("target").trim()));
                services.goals.change(code, wanted);
            }
            case "remove" -> services.goals.change(code, wanted);
            case "evaluate" ->
                services.goals.evaluate(code, id, visit.param("reached"), judgement(visit), visit.param("remark"));
            default -> throw NotFound.of(visit.path());
        }
        return Reply.redirect("/rollout/" + code + "/scheme#goals", "web.goal.did", Map.of());
    }

    private static Goals.Judgement judgement(Visit visit) {
        return Arrays.stream(Goals.Judgement.values())
                .filter(one -> one.name().equals(visit.param("judgement")))
                .findFirst()
                .orElseThrow(() -> NotFound.of(visit.param("judgement")));
    }
}
