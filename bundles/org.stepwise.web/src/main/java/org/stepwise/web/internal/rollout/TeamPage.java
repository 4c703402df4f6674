package org.stepwise.web.internal.rollout;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.rollout.Teams;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** The roll-out's team at {@code /rollout/team} (ROL-18), and the seats of a phase's, which stands on the page of its scheme. */
final class TeamPage {
    static final String REST = "team";
    private final Services services;

    TeamPage(Services services) {
        this.services = services;
    }

    /** People with one duty. @param inherited from the roll-out's team */
    record Row(Teams.Duty duty, String label, List<Teams.Member> members, boolean inherited) {}

    /** @param action where seats are given and taken */
    record Model(List<Row> rows, boolean change, String action, boolean phase) {}

    Reply get(Visit visit, String phase) {
        return Reply.page("rollout-team-page", "web.team", Map.of("team", model(visit, phase)))
                .under(new Reply.Crumb(services.texts.text(visit.locale(), "web.rollout"), "/rollout"))
                .current("/rollout");
    }

    Model model(Visit visit, String phase) {
        Teams.Team team = services.teams.of(phase);
        List<Row> rows = Arrays.stream(Teams.Duty.values())
                .map(duty -> row(visit, duty, team.of(duty)))
                .toList();
        String action = phase.equals(Teams.ALL) ? "/rollout/" + REST : "/rollout/" + phase + "/seat";
        return new Model(rows, team.mayChange(), action, !phase.equals(Teams.ALL));
    }

    private Row row(Visit visit, Teams.Duty duty, List<Teams.Member> members) {
        boolean inherited = members.stream().anyMatch(Teams.Member::inherited);
        return new Row(duty, services.texts.text(visit.locale(), "rollout.duty." + duty), members, inherited);
    }

    Reply post(Visit visit, String phase) {
        change(visit, phase);
        String back = phase.equals(Teams.ALL) ? "/rollout/" + REST : "/rollout/" + phase + "/scheme#team";
        return Reply.redirect(back, "web.team.did", Map.of());
    }

    /** Gives a duty to people, or takes one seat back. */
    private void change(Visit visit, String phase) {
        Set<Teams.Seat> seats = services.teams.of(phase).members().stream()
                .filter(member -> phase.equals(Teams.ALL) || !member.inherited())
                .map(Teams.Member::seat)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Teams.Duty duty = duty(visit);
        boolean keyUser = duty == Teams.Duty.KEY_USER;
        Set<Long> units = keyUser ? PhasePage.ids(visit, "unit") : Set.of(0L);
        Set<Long> persons = PhasePage.ids(visit, "persons");
        if (units.isEmpty()) throw Invalid.of("unit", "web.team.unit");
        if (persons.isEmpty()) throw Invalid.of("persons", "web.team.persons");
        for (long unit : units) {
            for (long person : persons) {
                Teams.Seat seat = new Teams.Seat(duty, person, unit);
                if (visit.param("step").equals("remove")) seats.remove(seat);
                else seats.add(seat);
            }
        }
        services.teams.change(phase, seats);
    }

    private static Teams.Duty duty(Visit visit) {
        return Arrays.stream(Teams.Duty.values())
                .filter(one -> one.name().equals(visit.param("duty")))
                .findFirst()
                .orElseThrow(() -> NotFound.of(visit.param("duty")));
    }
}
