package org.stepwise.web.internal.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.stepwise.kernel.api.rollout.Acceptance;
import org.stepwise.kernel.api.rollout.Adoption;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** The acceptance report of a phase (ROL-9), made for paper. */
final class ReportPage {
    private final Services services;

    ReportPage(Services services) {
        this.services = services;
    }

    /** A step in the reader's words. */
    record Step(Instant at, String by, String text) {}

    /** A task. @param who "" for nobody */
    record Task(Phase.Task task, String who) {}

    record Model(
            Acceptance.Report report,
            Phase phase,
            String state,
            List<String> modules,
            List<String> units,
            List<String> persons,
            List<String> responsible,
            List<Task> tasks,
            List<Step> steps,
            List<Adoption.Week> weeks) {}

    Reply get(Visit visit, String code) {
        Acceptance.Report report = services.acceptance.report(code);
        Phase phase = report.phase();
        Squares squares = new Squares(services, visit);
        List<Adoption.Week> weeks = new ArrayList<>(report.adoption().weeks());
        Collections.reverse(weeks);
        Model model = new Model(
                report,
                phase,
                services.texts.text(visit.locale(), "web.phase." + phase.state().name()),
                new TreeSet<>(phase.modules()).stream().map(squares::moduleName).toList(),
                named(phase.units(), report.names()),
                named(phase.persons(), report.names()),
                named(phase.responsible(), report.names()),
                phase.tasks().stream()
                        .map(task -> new Task(
                                task, task.assignee().map(report.names()::get).orElse("")))
                        .toList(),
                report.history().stream()
                        .map(event -> new Step(
                                event.at(),
                                event.byName(),
                                services.texts.text(visit.locale(), "rollout.event." + event.step(), event.details())))
                        .toList(),
                weeks);
        return Reply.page("rollout-report", "rollout.report.title", model)
                .args(Map.of("name", phase.name()))
                .under(
                        new Reply.Crumb(services.texts.text(visit.locale(), "web.rollout"), "/rollout"),
                        new Reply.Crumb(phase.name(), "/rollout/" + phase.code()))
                .current("/rollout");
    }

    Reply pdf(String code) {
        byte[] pdf = services.acceptance.pdf(code);
        return Reply.file(code + "-report.pdf", "application/pdf", out -> out.write(pdf));
    }

    private static List<String> named(Set<Long> ids, Map<Long, String> names) {
        return ids.stream().map(id -> names.getOrDefault(id, "")).sorted().toList();
    }
}
