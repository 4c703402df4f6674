package org.stepwise.rest.internal.rollout;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.rollout.Teams;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Needs;

/** Who leads the roll-out, and what is different in a phase. */
@Component(service = BuiltIn.class)
@Path("rollout-team")
@Needs("rollout.phase")
@Produces(MediaType.APPLICATION_JSON)
public final class TeamResource implements BuiltIn {
    private final Teams teams;
    private final Names names;

    @Activate
    public TeamResource(@Reference Teams teams, @Reference Names names) {
        this.teams = teams;
        this.names = names;
    }

    /** Of the whole roll-out. */
    @GET
    public Teams.Team whole() {
        return teams.of(Teams.ALL);
    }

    /** Of a phase, with what the roll-out's team does there. */
    @GET
    @Path("{code}")
    public Teams.Team of(@PathParam("code") String code) {
        return teams.of(code);
    }

    /** Replaces the seats of the whole roll-out. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Teams.Team changeWhole(Seats seats) {
        return teams.change(Teams.ALL, seats(seats));
    }

    /** Replaces the seats that the phase has of its own. */
    @PUT
    @Path("{code}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Teams.Team change(@PathParam("code") String code, Seats seats) {
        return teams.change(code, seats(seats));
    }

    private Set<Teams.Seat> seats(Seats wanted) {
        Set<Teams.Seat> seats = new LinkedHashSet<>();
        for (Seat one : wanted.seats()) {
            long unit = one.unit().isEmpty()
                    ? 0
                    : names.units(List.of(one.unit())).iterator().next();
            names.persons(List.of(one.person())).forEach(person -> seats.add(new Teams.Seat(one.duty(), person, unit)));
        }
        return seats;
    }

    /** All of them. */
    public record Seats(List<Seat> seats) {
        public Seats {
            seats = seats == null ? List.of() : seats;
        }
    }

    /** @param person id or account @param unit id, code or name; of key users alone */
    public record Seat(Teams.Duty duty, String person, String unit) {
        public Seat {
            if (duty == null) throw Invalid.of("duty", "rest.problem.required");
            if (person == null || person.isBlank()) throw Invalid.of("person", "rest.problem.required");
            unit = unit == null ? "" : unit;
        }
    }
}
