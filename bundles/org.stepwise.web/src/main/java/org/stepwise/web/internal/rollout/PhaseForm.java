package org.stepwise.web.internal.rollout;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.rollout.Opening;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.PhaseDraft;
import org.stepwise.kernel.api.rollout.Preparation;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.AdminGate;
import org.stepwise.web.internal.page.Days;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** The form of a phase, new or changed. */
final class PhaseForm {
    private final Services services;

    PhaseForm(Services services) {
        this.services = services;
    }

    record Model(
            String action,
            String cancel,
            boolean fresh,
            String code,
            String name,
            String goal,
            String from,
            String to,
            List<Choice> modules,
            List<PhasePage.Named> units,
            List<PhasePage.Named> persons,
            List<PhasePage.Named> responsible,
            String tasks,
            CriteriaInput criteria,
            Preparation preparation,
            List<String> problems) {}

    /** A module to tick. */
    record Choice(String value, String label, boolean chosen) {}

    Reply fresh(Visit visit) {
        AdminGate.require(services, visit.caller(), "rollout.phase:administer");
        PhaseDraft empty = new PhaseDraft(
                "",
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                List.of(),
                List.of());
        return page(visit, empty, "", new Preparation(true), List.of());
    }

    Reply edit(Visit visit, Phase phase) {
        AdminGate.require(services, visit.caller(), "rollout.phase:administer");
        Preparation now = services.preparations.of(phase.code());
        return page(visit, PhaseDraft.of(phase), phase.code(), now, List.of());
    }

    private Reply page(Visit visit, PhaseDraft draft, String code, Preparation preparation, List<String> problems) {
        Squares squares = new Squares(services, visit);
        List<Choice> modules = addresses(squares).stream()
                .map(module -> new Choice(
                        module.value(), module.label(), draft.modules().contains(module.value())))
                .toList();
        Model model = new Model(
                code.isEmpty() ? "/rollout/new" : "/rollout/" + code + "/edit",
                code.isEmpty() ? "/rollout" : "/rollout/" + code,
                code.isEmpty(),
                draft.code(),
                draft.name(),
                draft.goal(),
                draft.from().map(LocalDate::toString).orElse(""),
                draft.to().map(LocalDate::toString).orElse(""),
                modules,
                named(draft.units()),
                named(draft.persons()),
                named(draft.responsible()),
                String.join("\n", draft.tasks()),
                CriteriaInput.of(draft.criteria()),
                preparation,
                problems);
        return Reply.page("rollout-form", code.isEmpty() ? "web.phase.new" : "web.phase.edit", model)
                .under(new Reply.Crumb(services.texts.text(visit.locale(), "web.rollout"), "/rollout"))
                .current("/rollout")
                .status(problems.isEmpty() ? 200 : 422);
    }

    private List<PhasePage.Named> named(Set<Long> ids) {
        if (ids.isEmpty()) return List.of();
        return services.directory.names(ids).entrySet().stream()
                .map(entry -> new PhasePage.Named(String.valueOf(entry.getKey()), entry.getValue()))
                .toList();
    }

    /** Modules that can be rolled out: those of the kernel are always open. */
    static List<Modules.Info> rolledOut(Services services) {
        return services.modules.all().stream()
                .filter(info -> !Opening.ALWAYS.contains(info.id()))
                .filter(info -> services.modules
                        .find(info.id())
                        .filter(one -> one.area().equals("kernel"))
                        .isEmpty())
                .toList();
    }

    /** Every module that can be rolled out, and the functions of those that are installed. */
    List<PhasePage.Named> addresses(Squares squares) {
        List<PhasePage.Named> addresses = new ArrayList<>();
        for (Modules.Info info : rolledOut(services)) {
            addresses.add(new PhasePage.Named(info.id(), squares.moduleName(info.id())));
            for (String function : info.functions()) {
                String address = function.startsWith(info.id() + "/") ? function : info.id() + "/" + function;
                addresses.add(new PhasePage.Named(address, squares.moduleName(address)));
            }
        }
        return addresses;
    }

    Reply create(Visit visit) {
        return save(visit, "");
    }

    Reply change(Visit visit, String code) {
        return save(visit, code);
    }

    private Reply save(Visit visit, String code) {
        AdminGate.require(services, visit.caller(), "rollout.phase:administer");
        PhaseDraft draft = draft(visit, code);
        Preparation preparation = new Preparation(visit.params("rules").contains("true"));
        try {
            Phase phase = services.tx.get(() -> {
                Phase saved = code.isEmpty() ? services.rollout.create(draft) : services.rollout.change(code, draft);
                services.preparations.change(saved.code(), preparation);
                return saved;
            });
            String done = code.isEmpty() ? "web.phase.did.create" : "web.phase.did.change";
            return Reply.redirect("/rollout/" + phase.code(), done, Map.of("name", phase.name()));
        } catch (Invalid | Conflict e) {
            return services.tx.get(() -> page(visit, draft, code, preparation, problems(visit, e)));
        }
    }

    private List<String> problems(Visit visit, Problem problem) {
        if (!(problem instanceof Invalid invalid)) return List.of(services.texts.text(visit.locale(), problem));
        List<String> problems = new ArrayList<>();
        for (Violation violation : invalid.violations()) problems.add(services.texts.text(visit.locale(), violation));
        return problems;
    }

    private static PhaseDraft draft(Visit visit, String code) {
        return new PhaseDraft(
                code.isEmpty() ? visit.param("code").trim() : code,
                visit.param("name").trim(),
                visit.param("goal").trim(),
                Days.read("from", visit.param("from")),
                Days.read("to", visit.param("to")),
                PhasePage.modules(visit),
                PhasePage.ids(visit, "units"),
                PhasePage.ids(visit, "persons"),
                PhasePage.ids(visit, "responsible"),
                lines(visit.param("tasks")),
                CriteriaInput.sent(visit));
    }

    static List<String> lines(String text) {
        return text.lines().map(String::trim).filter(line -> !line.isEmpty()).collect(Collectors.toList());
    }
}
