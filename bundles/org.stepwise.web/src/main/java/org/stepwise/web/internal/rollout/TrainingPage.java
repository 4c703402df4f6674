package org.stepwise.web.internal.rollout;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.rollout.Trainings;
import org.stepwise.kernel.api.setting.Choices;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.AdminGate;
import org.stepwise.web.internal.page.Days;
import org.stepwise.web.internal.page.ModuleNames;
import org.stepwise.web.internal.page.OwnPage;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** Enters a training for whole units and many people at once (ROL-15); single ones are records of their own type. */
public final class TrainingPage implements OwnPage {
    private static final String NEEDED = "directory.training:create";
    private static final String RECORDS = "/directory/training";
    private final Services services;

    public TrainingPage(Services services) {
        this.services = services;
    }

    /** A choice in a list. */
    record Choice(String value, String label, boolean chosen) {}

    record Form(
            List<Choice> modules,
            List<Choice> kinds,
            String on,
            String trainer,
            String remark,
            List<PhasePage.Named> units,
            List<PhasePage.Named> persons,
            List<String> problems) {}

    @Override
    public Reply get(Visit visit) {
        if (visit.rest().isEmpty()) return Reply.redirect(RECORDS);
        if (!visit.rest().equals("new")) throw NotFound.of(visit.path());
        return form(visit, List.of());
    }

    private Reply form(Visit visit, List<String> problems) {
        AdminGate.require(services, visit.caller(), NEEDED);
        String day = visit.param("on").isEmpty()
                ? LocalDate.ofInstant(services.clock.instant(), visit.caller().zone())
                        .toString()
                : visit.param("on");
        Form form = new Form(
                modules(visit),
                kinds(visit),
                day,
                visit.param("trainer"),
                visit.param("remark"),
                named(PhasePage.ids(visit, "units")),
                named(PhasePage.ids(visit, "persons")),
                problems);
        return Reply.page("training-form", "web.training.enter", form)
                .under(new Reply.Crumb(services.texts.text(visit.locale(), "directory.training.plural"), RECORDS))
                .current(RECORDS)
                .status(problems.isEmpty() ? 200 : 422);
    }

    private List<Choice> modules(Visit visit) {
        ModuleNames names = new ModuleNames(services.texts, visit.locale());
        return PhaseForm.rolledOut(services).stream()
                .map(info ->
                        new Choice(info.id(), names.of(info.id()), info.id().equals(visit.param("module"))))
                .toList();
    }

    private List<Choice> kinds(Visit visit) {
        return services.choices.items("directory.trainingKind").stream()
                .map((Choices.Item item) -> new Choice(
                        item.code(), item.label(visit.locale()), item.code().equals(visit.param("kind"))))
                .toList();
    }

    private List<PhasePage.Named> named(Set<Long> ids) {
        if (ids.isEmpty()) return List.of();
        return services.directory.names(ids).entrySet().stream()
                .map(one -> new PhasePage.Named(String.valueOf(one.getKey()), one.getValue()))
                .toList();
    }

    @Override
    public Reply post(Visit visit) {
        if (!visit.rest().equals("new")) throw NotFound.of(visit.path());
        AdminGate.require(services, visit.caller(), NEEDED);
        try {
            Trainings.Session session = new Trainings.Session(
                    visit.param("module"),
                    Days.read("on", visit.param("on")).orElseThrow(() -> Invalid.of("on", "web.training.day")),
                    visit.param("kind"),
                    visit.param("trainer").trim(),
                    visit.param("remark").trim(),
                    PhasePage.ids(visit, "units"),
                    PhasePage.ids(visit, "persons"));
            Trainings.Entered entered = services.trainings.enter(session);
            Map<String, Object> args = Map.of("made", entered.made(), "there", entered.there());
            return Reply.redirect(RECORDS, "web.training.entered", args);
        } catch (Invalid e) {
            List<String> wrong = e.violations().stream()
                    .map(one -> services.texts.text(visit.locale(), one))
                    .toList();
            return services.tx.get(() -> form(visit, wrong));
        }
    }
}
