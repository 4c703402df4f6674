package org.stepwise.web.internal.rollout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.rollout.Errands;
import org.stepwise.kernel.api.rollout.Gate;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.PhaseEvent;
import org.stepwise.kernel.api.rollout.PhaseState;
import org.stepwise.kernel.api.rollout.Rehearsal;
import org.stepwise.kernel.api.rollout.Schemes;
import org.stepwise.kernel.api.rollout.SurveyStandings;
import org.stepwise.kernel.api.rollout.Trainings;
import org.stepwise.kernel.api.rollout.UsageRules;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.AdminGate;
import org.stepwise.web.internal.page.OwnPage;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** One phase: scope, tasks, criteria, history, and each step in its life (ROL-1 – ROL-5). */
public final class PhasePage implements OwnPage {
    private static final int EVENTS = 100;
    private static final Set<String> TRIAL_STEPS =
            Set.of("trial", "trial-end", "trial-clear", "trial-keep", "trial-activate");
    private final Services services;
    private final PhaseForm form;
    private final AdoptionPage adoption;
    private final ReportPage report;
    private final TrialPage trial;
    private final SchemePage scheme;

    public PhasePage(Services services) {
        this.services = services;
        this.form = new PhaseForm(services);
        this.adoption = new AdoptionPage(services);
        this.report = new ReportPage(services);
        this.trial = new TrialPage(services);
        this.scheme = new SchemePage(services);
    }

    /** A unit, person or module in scope. */
    record Named(String value, String label) {}

    /** One event. */
    record Event(PhaseEvent event, String text) {}

    /** A gap that the rehearsal found. */
    record Gap(boolean blocking, String text) {}

    /** What a rehearsal said. */
    record Trial(Rehearsal rehearsal, List<Gap> gaps, List<Named> gains) {}

    /** Steps that the state allows. */
    record Steps(
            boolean rehearse,
            boolean activate,
            boolean scope,
            boolean pause,
            boolean resume,
            boolean complete,
            boolean rollBack) {
        static Steps of(PhaseState state) {
            boolean planned =
                    state == PhaseState.PLANNED || state == PhaseState.REHEARSED || state == PhaseState.ROLLED_BACK;
            boolean active = state == PhaseState.ACTIVE;
            boolean open = active || state == PhaseState.PAUSED || state == PhaseState.COMPLETED;
            return new Steps(planned, planned, active, active, state == PhaseState.PAUSED, active, open);
        }
    }

    record Model(
            Phase phase,
            BoardPage.PhaseCard card,
            List<Named> modules,
            List<Named> units,
            List<Named> persons,
            List<Named> responsible,
            Map<Long, String> names,
            List<Event> history,
            List<Named> moreModules,
            Steps may,
            boolean administer,
            boolean works,
            List<Gate> gates,
            List<Gate> unmet,
            int met,
            List<Trial> trial,
            TrialPage.Left left,
            List<UsageRules.Progress> rules,
            List<Trainings.Progress> training,
            Schemes.Scheme scheme,
            int errands,
            boolean surveying,
            List<SurveyStandings.Standing> surveys) {}

    @Override
    public Reply get(Visit visit) {
        String[] parts = visit.rest().split("/");
        if (parts[0].equals("history") && parts.length == 1) return history(visit);
        if (parts.length == 2 && parts[1].equals("report")) return report.get(visit, parts[0]);
        if (parts.length == 2 && parts[1].equals("rules")) return rules(visit, services.rollout.phase(parts[0]));
        if (parts.length == 2 && parts[1].equals("report.pdf")) return report.pdf(parts[0]);
        if (parts.length == 2 && parts[1].equals("trial")) return trial.get(visit, services.rollout.phase(parts[0]));
        if (parts.length == 2 && parts[1].equals("training")) return training(visit, services.rollout.phase(parts[0]));
        if (parts.length == 2 && parts[1].equals("adoption"))
            return adoption.get(visit, services.rollout.phase(parts[0]));
        if (parts.length >= 2 && SchemePage.PAGES.contains(parts[1])) return scheme.get(visit, parts);
        if (parts[0].equals("new") && parts.length == 1) return form.fresh(visit);
        if (parts.length == 2 && parts[1].equals("edit")) return form.edit(visit, services.rollout.phase(parts[0]));
        if (parts.length != 1 || parts[0].isEmpty()) throw NotFound.of(visit.path());
        return page(visit, services.rollout.phase(parts[0]), List.of());
    }

    private Reply history(Visit visit) {
        AdminGate.require(services, visit.caller(), "rollout.phase:see");
        List<Event> events = events(visit, "");
        return Reply.page("rollout-history", "web.rollout.history", Map.of("events", events))
                .under(board(visit))
                .current("/rollout");
    }

    /** Who confirmed the rules of use (ROL-21). */
    private Reply rules(Visit visit, Phase phase) {
        List<?> waiting = helps(visit, phase) ? services.rules.waiting(phase.code()) : List.of();
        return people(visit, phase, "rules", services.rules.progress(phase.code()), waiting);
    }

    /** Who was trained (ROL-15). */
    private Reply training(Visit visit, Phase phase) {
        List<?> waiting = helps(visit, phase) ? services.trainings.waiting(phase.code()) : List.of();
        return people(visit, phase, "training", services.trainings.progress(phase.code()), waiting);
    }

    private boolean helps(Visit visit, Phase phase) {
        return services.access.may(visit.caller(), "rollout.phase", Actions.ADMINISTER)
                || phase.responsible().contains(visit.caller().person());
    }

    private Reply people(Visit visit, Phase phase, String what, List<?> progress, List<?> waiting) {
        Map<String, Object> model =
                Map.of("phase", phase, "progress", progress, "waiting", waiting, "helps", helps(visit, phase));
        return Reply.page("rollout-" + what, "web." + what + ".progress", model)
                .args(Map.of("name", phase.name()))
                .under(board(visit), new Reply.Crumb(phase.name(), "/rollout/" + phase.code()))
                .current("/rollout");
    }

    private Reply.Crumb board(Visit visit) {
        return new Reply.Crumb(services.texts.text(visit.locale(), "web.rollout"), "/rollout");
    }

    private Reply page(Visit visit, Phase phase, List<Trial> trial) {
        Set<Long> ids = new LinkedHashSet<>(phase.units());
        ids.addAll(phase.persons());
        ids.addAll(phase.responsible());
        phase.tasks().forEach(task -> task.assignee().ifPresent(ids::add));
        Map<Long, String> names = ids.isEmpty() ? Map.of() : services.directory.names(ids);
        boolean administer = services.access.may(visit.caller(), "rollout.phase", Actions.ADMINISTER);
        Squares squares = new Squares(services, visit);
        List<Named> modules = new TreeSet<>(phase.modules())
                .stream().map(id -> new Named(id, squares.moduleName(id))).toList();
        List<Gate> gates = services.adoption.gates(phase.code());
        List<Gate> unmet = gates.stream().filter(gate -> !gate.met()).toList();
        int met = gates.size() - unmet.size();
        boolean works =
                administer || phase.responsible().contains(visit.caller().person());
        Model model = new Model(
                phase,
                BoardPage.card(phase, services, visit),
                modules,
                named(phase.units(), names),
                named(phase.persons(), names),
                named(phase.responsible(), names),
                names,
                events(visit, phase.code()),
                more(phase, squares),
                Steps.of(phase.state()),
                administer,
                works,
                gates,
                unmet,
                met,
                trial,
                this.trial.left(phase, administer),
                services.rules.progress(phase.code()),
                services.trainings.progress(phase.code()),
                services.schemes.of(phase.code()),
                services.errands
                        .list(new Errands.Query(phase.code(), 0, Optional.of(Errands.State.OPEN), EVENTS))
                        .size(),
                services.surveying(),
                services.surveys(phase.code()));
        return Reply.page("rollout-phase", "web.phase.title", model)
                .args(Map.of("name", phase.name()))
                .under(board(visit))
                .current("/rollout");
    }

    private static List<Named> named(Set<Long> ids, Map<Long, String> names) {
        return ids.stream()
                .map(id -> new Named(String.valueOf(id), names.getOrDefault(id, String.valueOf(id))))
                .toList();
    }

    private List<Named> more(Phase phase, Squares squares) {
        List<Named> more = new ArrayList<>();
        for (Named module : form.addresses(squares)) {
            if (!phase.modules().contains(module.value())) more.add(module);
        }
        return more;
    }

    private List<Event> events(Visit visit, String code) {
        List<Event> events = new ArrayList<>();
        for (PhaseEvent event : services.rollout.history(code, EVENTS)) {
            String key = "rollout.event." + event.step();
            events.add(new Event(event, services.texts.text(visit.locale(), key, named(visit, event.details()))));
        }
        return events;
    }

    /** With the names of modules in place of their ids. */
    private Map<String, Object> named(Visit visit, Map<String, Object> details) {
        Squares squares = new Squares(services, visit);
        Map<String, Object> named = new HashMap<>(details);
        named.computeIfPresent(
                "modules",
                (key, ids) -> Stream.of(ids.toString().split(", "))
                        .map(squares::moduleName)
                        .collect(Collectors.joining(", ")));
        return named;
    }

    @Override
    public Reply post(Visit visit) {
        String[] parts = visit.rest().split("/");
        if (parts[0].equals("new") && parts.length == 1) return form.create(visit);
        if (parts.length >= 2 && SchemePage.PAGES.contains(parts[1])) return scheme.post(visit, parts);
        if (parts.length != 2) throw NotFound.of(visit.path());
        String code = parts[0];
        if (parts[1].equals("edit")) return form.change(visit, code);
        if (parts[1].equals("rehearse")) return rehearse(visit, code);
        if (TRIAL_STEPS.contains(parts[1])) return trial.post(visit, code, parts[1]);
        Phase phase = step(visit, code, parts[1]);
        String done = "web.phase.did." + parts[1].toLowerCase(Locale.ROOT);
        return Reply.redirect("/rollout/" + code, done, Map.of("name", phase.name()));
    }

    private Reply rehearse(Visit visit, String code) {
        Rehearsal rehearsal = services.rollout.rehearse(code);
        Squares squares = new Squares(services, visit);
        List<Gap> gaps = rehearsal.gaps().stream()
                .map(gap -> new Gap(gap.blocking(), services.texts.text(visit.locale(), gap.key(), gap.args())))
                .toList();
        List<Named> gains = new ArrayList<>();
        rehearsal.gains().forEach((module, people) -> {
            int had = rehearsal.had().getOrDefault(module, 0);
            String key = had == 0 ? "web.rehearsal.gain" : people == 0 ? "web.rehearsal.had" : "web.rehearsal.more";
            Map<String, Object> args =
                    Map.of("module", squares.moduleName(module), "count", people == 0 ? had : people, "had", had);
            gains.add(new Named(module, services.texts.text(visit.locale(), key, args)));
        });
        return services.tx.get(
                () -> page(visit, services.rollout.phase(code), List.of(new Trial(rehearsal, gaps, gains))));
    }

    private Phase step(Visit visit, String code, String step) {
        return switch (step) {
            case "activate" -> services.rollout.activate(code, visit.param("reason"));
            case "pause" -> services.rollout.pause(code);
            case "resume" -> services.rollout.resume(code);
            case "complete" -> services.rollout.complete(code, visit.param("reason"));
            case "rollback" -> services.rollout.rollBack(code);
            case "widen" -> services.rollout.widen(code, modules(visit), ids(visit, "units"), ids(visit, "persons"));
            case "narrow" -> services.rollout.narrow(code, modules(visit), ids(visit, "units"), ids(visit, "persons"));
            case "task" -> {
                services.rollout.taskDone(
                        code,
                        visit.number("task").orElse(0),
                        visit.param("done").equals("true"));
                yield services.rollout.phase(code);
            }
            case "criterion" -> {
                services.rollout.criterionMet(
                        code,
                        visit.number("criterion").orElse(0),
                        visit.param("met").equals("true"));
                yield services.rollout.phase(code);
            }
            default -> throw NotFound.of(visit.path());
        };
    }

    static Set<String> modules(Visit visit) {
        Set<String> modules = new LinkedHashSet<>(visit.params("modules"));
        modules.remove("");
        return modules;
    }

    static Set<Long> ids(Visit visit, String name) {
        Set<Long> ids = new LinkedHashSet<>();
        for (String sent : visit.params(name)) Visit.parse(sent).ifPresent(ids::add);
        return ids;
    }
}
