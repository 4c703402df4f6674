package org.stepwise.web.internal.rollout;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.rollout.RolloutPlan;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.AdminGate;
import org.stepwise.web.internal.page.Days;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** The plan as a file (ROL-10), begun from the present phases or from the shipped plan (ROL-20): looked through, then applied. */
final class PlanPage {
    static final String REST = "plan";
    private static final String NEEDED = "rollout.phase:administer";
    private final Services services;

    PlanPage(Services services) {
        this.services = services;
    }

    /** @param steps what applying would do; told only after asking @param asked was it asked? */
    record Model(String yaml, String start, boolean shipped, boolean asked, List<Line> steps, List<String> problems) {}

    /** @param leaves the phase stays as it is */
    record Line(String phase, String text, boolean leaves) {}

    private RolloutPlan plan() {
        return services.plan().orElseThrow(() -> new Unavailable("web.settings.unavailable"));
    }

    Reply get(Visit visit) {
        AdminGate.require(services, visit.caller(), NEEDED);
        boolean shipped = visit.param("from").equals("shipped");
        LocalDate start = Days.read("start", visit.param("start")).orElseGet(() -> firstOfNextMonth(visit));
        String yaml = shipped ? plan().shipped(start) : plan().present();
        return shipped
                ? difference(visit, yaml, start.toString())
                : page(visit, new Model(yaml, start.toString(), false, false, List.of(), List.of()));
    }

    private LocalDate firstOfNextMonth(Visit visit) {
        return LocalDate.ofInstant(services.clock.instant(), visit.caller().zone())
                .plusMonths(1)
                .withDayOfMonth(1);
    }

    private Reply page(Visit visit, Model model) {
        return Reply.page("rollout-plan", "web.plan", model)
                .under(new Reply.Crumb(services.texts.text(visit.locale(), "web.rollout"), "/rollout"))
                .current("/rollout")
                .status(model.problems().isEmpty() ? 200 : 422);
    }

    private Reply difference(Visit visit, String yaml, String start) {
        boolean shipped = visit.param("from").equals("shipped");
        try {
            List<Line> lines = plan().difference(yaml).stream()
                    .map(step -> line(visit, step))
                    .toList();
            return page(visit, new Model(yaml, start, shipped, true, lines, List.of()));
        } catch (Invalid e) {
            return page(visit, new Model(yaml, start, shipped, false, List.of(), said(visit, e)));
        }
    }

    private Line line(Visit visit, RolloutPlan.Step step) {
        String text = services.texts.text(visit.locale(), "plan.step." + step.step(), step.details());
        return new Line(step.phase(), text, step.step().equals("leave"));
    }

    private List<String> said(Visit visit, Invalid invalid) {
        return invalid.violations().stream()
                .map(one -> services.texts.text(visit.locale(), one))
                .toList();
    }

    /** The look is a step of its own; what is applied is what was looked at, or says what is wrong. */
    Reply post(Visit visit) {
        AdminGate.require(services, visit.caller(), NEEDED);
        String yaml = visit.param("yaml");
        if (!visit.param("step").equals("apply"))
            return services.tx.get(() -> difference(visit, yaml, visit.param("start")));
        try {
            long done = plan().apply(yaml).stream()
                    .filter(step -> !step.step().equals("leave"))
                    .count();
            return Reply.redirect("/rollout", "web.plan.applied", Map.of("count", done));
        } catch (Invalid | Conflict e) {
            List<String> wrong = e instanceof Invalid invalid
                    ? said(visit, invalid)
                    : List.of(services.texts.text(visit.locale(), e));
            return services.tx.get(
                    () -> page(visit, new Model(yaml, visit.param("start"), false, false, List.of(), wrong)));
        }
    }
}
