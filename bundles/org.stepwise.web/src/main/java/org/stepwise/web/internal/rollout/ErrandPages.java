package org.stepwise.web.internal.rollout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.rollout.Errands;
import org.stepwise.kernel.api.rollout.StandIns;
import org.stepwise.kernel.api.rollout.Teams;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.ModuleNames;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/**
 * Tasks of people to whom a module is not open yet (ROL-16): the list with the stand-ins at {@code /rollout/errands}, one task made for
 * paper at {@code /rollout/errands/17}.
 */
final class ErrandPages {
    private static final String REST = "errands";
    private static final String PATH = "/rollout/errands";
    private static final int SHOWN = 200;
    private final Services services;

    ErrandPages(Services services) {
        this.services = services;
    }

    static boolean here(Visit visit) {
        return visit.rest().equals(REST) || visit.rest().startsWith(REST + "/");
    }

    /** A task in the list. */
    record Line(Errands.Errand errand, String module, String way, String state) {}

    /** Somebody who does others' tasks. @param where unit or phase */
    record StandIn(StandIns.StandIn standIn, String where, String module) {}

    record Listing(
            List<Line> lines,
            boolean board,
            boolean leads,
            List<StandIn> standIns,
            List<PhasePage.Named> modules,
            List<PhasePage.Named> phases,
            List<PhasePage.Named> states,
            String phase,
            String state,
            List<PhasePage.Named> unit) {}

    record One(Errands.Errand errand, String module, String way, String state, boolean leads) {}

    Reply get(Visit visit) {
        String[] parts = visit.rest().split("/");
        if (parts.length == 1) return list(visit);
        if (parts.length != 2) throw NotFound.of(visit.path());
        if (parts[1].endsWith(".pdf")) {
            long id = id(visit, parts[1].substring(0, parts[1].length() - ".pdf".length()));
            byte[] pdf = services.errands.pdf(id);
            return Reply.file("task-" + id + ".pdf", "application/pdf", out -> out.write(pdf));
        }
        return one(visit, services.errands.get(id(visit, parts[1])));
    }

    private static long id(Visit visit, String text) {
        return Visit.parse(text).orElseThrow(() -> NotFound.of(visit.path()));
    }

    private Reply.Crumb board(Visit visit) {
        return new Reply.Crumb(services.texts.text(visit.locale(), "web.rollout"), "/rollout");
    }

    /** Whoever sees the roll-out sees the stand-ins, too. */
    private boolean sees(Visit visit) {
        return services.access.may(visit.caller(), "rollout.phase", Actions.SEE);
    }

    private Reply list(Visit visit) {
        boolean board = sees(visit);
        String phase = visit.param("phase");
        String state = visit.params().containsKey("state") ? visit.param("state") : Errands.State.OPEN.name();
        Optional<Errands.State> wanted = Arrays.stream(Errands.State.values())
                .filter(one -> one.name().equals(state))
                .findFirst();
        OptionalLong unit = visit.number("unit");
        Errands.Query query = new Errands.Query(phase, unit.orElse(0), wanted, SHOWN);
        List<Line> lines = services.errands.list(query).stream()
                .map(one -> line(visit, one))
                .toList();
        boolean leads = board && services.teams.of(Teams.ALL).mayChange();
        List<PhasePage.Named> phases = board
                ? services.rollout.phases().stream()
                        .map(one -> new PhasePage.Named(one.code(), one.name()))
                        .toList()
                : List.of();
        Listing listing = new Listing(
                lines,
                board,
                leads,
                board
                        ? services.standIns.all().stream()
                                .map(one -> standIn(visit, one))
                                .toList()
                        : List.of(),
                modules(visit),
                phases,
                states(visit),
                phase,
                state,
                unit.isPresent() ? named(unit.getAsLong()) : List.of());
        return Reply.page("rollout-errands", "web.errands", listing)
                .under(board(visit))
                .current("/rollout");
    }

    private List<PhasePage.Named> named(long unit) {
        return services.directory.unit(unit).stream()
                .map(one -> new PhasePage.Named(String.valueOf(unit), one.name()))
                .toList();
    }

    private List<PhasePage.Named> modules(Visit visit) {
        ModuleNames names = new ModuleNames(services.texts, visit.locale());
        return PhaseForm.rolledOut(services).stream()
                .map(info -> new PhasePage.Named(info.id(), names.of(info.id())))
                .toList();
    }

    private List<PhasePage.Named> states(Visit visit) {
        List<PhasePage.Named> states = new ArrayList<>();
        for (Errands.State one : Errands.State.values()) {
            states.add(new PhasePage.Named(
                    one.name(), services.texts.text(visit.locale(), "rollout.errand.state." + one)));
        }
        return states;
    }

    private Line line(Visit visit, Errands.Errand one) {
        ModuleNames names = new ModuleNames(services.texts, visit.locale());
        return new Line(
                one,
                names.of(one.task().address()),
                services.texts.text(visit.locale(), "rollout.errand.way." + one.way()),
                services.texts.text(visit.locale(), "rollout.errand.state." + one.state()));
    }

    private StandIn standIn(Visit visit, StandIns.StandIn one) {
        String module = one.wanted().module();
        ModuleNames names = new ModuleNames(services.texts, visit.locale());
        return new StandIn(
                one,
                one.unit().isEmpty() ? one.wanted().phase() : one.unit(),
                module.isEmpty() ? services.texts.text(visit.locale(), "web.standIn.every") : names.of(module));
    }

    private Reply one(Visit visit, Errands.Errand errand) {
        Line line = line(visit, errand);
        boolean leads = sees(visit) && services.teams.of(errand.phase()).mayChange();
        One one = new One(errand, line.module(), line.way(), line.state(), leads);
        return Reply.page("rollout-errand", "web.errand", one)
                .args(Map.of("name", errand.name()))
                .under(board(visit), new Reply.Crumb(services.texts.text(visit.locale(), "web.errands"), PATH))
                .current("/rollout");
    }

    Reply post(Visit visit) {
        String[] parts = visit.rest().split("/");
        String step = visit.param("step");
        if (parts.length == 1) {
            standIns(visit, step);
            return Reply.redirect(PATH, "web.standIn.did", Map.of());
        }
        long id = id(visit, parts[1]);
        switch (step) {
            case "assign" -> services.errands.assign(id, visit.number("person").orElse(0));
            case "answer" -> services.errands.answer(id, visit.param("answer"));
            case "close" -> services.errands.close(id, visit.param("reason"));
            default -> throw NotFound.of(visit.path());
        }
        return Reply.redirect(PATH + "/" + id, "web.errand.did." + step, Map.of());
    }

    private void standIns(Visit visit, String step) {
        if (step.equals("remove")) {
            services.standIns.remove(visit.number("standIn").orElse(0));
            return;
        }
        StandIns.Wanted wanted = new StandIns.Wanted(
                visit.number("unit").orElse(0),
                visit.param("phase"),
                visit.param("module"),
                visit.number("person").orElse(0));
        services.standIns.name(wanted);
    }
}
