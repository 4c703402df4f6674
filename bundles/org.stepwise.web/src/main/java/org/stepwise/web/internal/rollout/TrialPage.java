package org.stepwise.web.internal.rollout;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.PhaseState;
import org.stepwise.kernel.api.rollout.Trial;
import org.stepwise.kernel.api.rollout.Trials;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** The trial of a phase (ROL-17): its group, what it made, the notices it caught, and how it ends. */
final class TrialPage {
    private static final int MOST = 100;
    private final Services services;

    TrialPage(Services services) {
        this.services = services;
    }

    /** So many of something. */
    record Line(String label, long count) {}

    /** Steps that the trial allows. */
    record Steps(boolean begin, boolean end, boolean clear) {
        static Steps of(Phase phase, Trial trial) {
            boolean there = trial.state() == Trial.State.OPEN || trial.state() == Trial.State.ENDED;
            boolean rehearsed = phase.state() == PhaseState.REHEARSED;
            return new Steps(
                    rehearsed && trial.state() != Trial.State.CLEARING, trial.state() == Trial.State.OPEN, there);
        }
    }

    /** What stands between the phase and going live. */
    record Left(boolean there, boolean clearing, long records) {}

    Left left(Phase phase, boolean administer) {
        boolean planned = phase.state() == PhaseState.PLANNED || phase.state() == PhaseState.REHEARSED;
        if (!administer || !planned) return new Left(false, false, 0);
        Trial trial = services.trials.trial(phase.code());
        boolean clearing = trial.state() == Trial.State.CLEARING;
        return new Left(trial.state() != Trial.State.NONE && !clearing, clearing, trial.records());
    }

    record Model(
            Phase phase,
            Trial trial,
            String state,
            List<Line> made,
            List<Line> kept,
            List<PhasePage.Named> units,
            List<PhasePage.Named> persons,
            List<Trials.Caught> caught,
            Steps may,
            boolean administer) {}

    Reply get(Visit visit, Phase phase) {
        Trial trial = services.trials.trial(phase.code());
        Model model = new Model(
                phase,
                trial,
                services.texts.text(visit.locale(), "rollout.trial.state." + trial.state()),
                lines(visit, trial.made(), "%s.plural"),
                lines(visit, trial.kept(), "kernel.keeping.%s"),
                named(trial.units()),
                named(trial.persons()),
                services.trials.caught(phase.code(), MOST),
                Steps.of(phase, trial),
                services.access.may(visit.caller(), "rollout.phase", Actions.ADMINISTER));
        return Reply.page("rollout-trial", "web.trial.title", model)
                .args(Map.of("name", phase.name()))
                .under(
                        new Reply.Crumb(services.texts.text(visit.locale(), "web.rollout"), "/rollout"),
                        new Reply.Crumb(phase.name(), "/rollout/" + phase.code()))
                .current("/rollout");
    }

    private List<Line> lines(Visit visit, Map<String, Long> counts, String key) {
        return counts.entrySet().stream()
                .map(one -> new Line(services.texts.text(visit.locale(), key.formatted(one.getKey())), one.getValue()))
                .toList();
    }

    private List<PhasePage.Named> named(Set<Long> ids) {
        if (ids.isEmpty()) return List.of();
        return services.directory.names(ids).entrySet().stream()
                .map(entry -> new PhasePage.Named(String.valueOf(entry.getKey()), entry.getValue()))
                .toList();
    }

    /** @param step trial, trial-end, trial-clear, trial-keep or trial-activate */
    Reply post(Visit visit, String code, String step) {
        if (step.equals("trial-activate")) return activate(visit, code);
        String name = services.rollout.phase(code).name();
        String done = "web.trial.did." + (step.equals("trial") ? "begin" : step.substring("trial-".length()));
        switch (step) {
            case "trial" -> services.trials.begin(code, PhasePage.ids(visit, "units"), PhasePage.ids(visit, "persons"));
            case "trial-end" -> services.trials.end(code);
            case "trial-clear" -> services.trials.clear(code, visit.param("confirm"));
            default -> services.trials.keep(code, visit.param("confirm"));
        }
        return Reply.redirect("/rollout/" + code + "/trial", done, Map.of("name", name));
    }

    /** In one step; a large rehearsal is still being cleared when the answer comes. */
    private Reply activate(Visit visit, String code) {
        Phase phase = services.trials.clearAndActivate(code, visit.param("confirm"), visit.param("reason"));
        boolean live = phase.state() == PhaseState.ACTIVE;
        String done = live ? "web.phase.did.activate" : "web.trial.did.clear";
        return Reply.redirect("/rollout/" + code, done, Map.of("name", phase.name()));
    }
}
