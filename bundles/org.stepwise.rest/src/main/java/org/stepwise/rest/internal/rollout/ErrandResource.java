package org.stepwise.rest.internal.rollout;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.rollout.Errands;
import org.stepwise.kernel.api.rollout.StandIns;
import org.stepwise.rest.internal.Answer;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Most;
import org.stepwise.rest.internal.Needs;
import org.stepwise.rest.internal.file.Disposition;

/** Tasks of people to whom a module is not open yet, and who does them. */
@Component(service = BuiltIn.class)
@Path("errands")
@Needs("rollout.phase")
@Produces(MediaType.APPLICATION_JSON)
public final class ErrandResource implements BuiltIn {
    private static final String ONE = "{id: [0-9]{1,18}}";
    private static final int MOST = 500;
    private final Errands errands;
    private final StandIns standIns;
    private final Names names;

    @Activate
    public ErrandResource(@Reference Errands errands, @Reference StandIns standIns, @Reference Names names) {
        this.errands = errands;
        this.standIns = standIns;
        this.names = names;
    }

    /** Newest first. @param unit id, code or name; with all below */
    @GET
    @Answer(body = Errands.Errand.class, list = true)
    public List<Errands.Errand> list(
            @QueryParam("phase") @DefaultValue("") String phase,
            @QueryParam("unit") @DefaultValue("") String unit,
            @QueryParam("state") @DefaultValue("") String state,
            @QueryParam("limit") @DefaultValue("100") @Most(MOST) int limit) {
        return errands.list(new Errands.Query(phase, unit(unit), state(state), limit));
    }

    private long unit(String name) {
        return name.isEmpty() ? 0 : names.units(List.of(name)).iterator().next();
    }

    private static Optional<Errands.State> state(String name) {
        if (name.isEmpty()) return Optional.empty();
        return Optional.of(Arrays.stream(Errands.State.values())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Invalid.of(
                        "state",
                        "rest.problem.unknownWord",
                        Map.of("value", name, "known", Arrays.toString(Errands.State.values())))));
    }

    @GET
    @Path(ONE)
    public Errands.Errand one(@PathParam("id") long id) {
        return errands.get(id);
    }

    /** The paper. */
    @GET
    @Path(ONE + "/paper.pdf")
    @Produces(MediaType.WILDCARD)
    @Answer(schema = "binary")
    public Response pdf(@PathParam("id") long id) {
        return Response.ok(errands.pdf(id))
                .type("application/pdf")
                .header("Content-Disposition", Disposition.attachment("task-" + id + ".pdf"))
                .build();
    }

    /** Says who hands in the answer of a paper. */
    @PUT
    @Path(ONE + "/person")
    @Consumes(MediaType.APPLICATION_JSON)
    public Errands.Errand assign(@PathParam("id") long id, Somebody somebody) {
        return errands.assign(id, somebody.id(names));
    }

    /** Hands in the answer of a paper. */
    @PUT
    @Path(ONE + "/answer")
    @Consumes(MediaType.APPLICATION_JSON)
    public Errands.Errand answer(@PathParam("id") long id, Said said) {
        return errands.answer(id, said.text());
    }

    /** Takes it off the list without an answer. */
    @PUT
    @Path(ONE + "/closed")
    @Consumes(MediaType.APPLICATION_JSON)
    public Errands.Errand close(@PathParam("id") long id, Said said) {
        return errands.close(id, said.text());
    }

    @GET
    @Path("stand-ins")
    @Answer(body = StandIns.StandIn.class, list = true)
    public List<StandIns.StandIn> standIns() {
        return standIns.all();
    }

    /** Names somebody in place of who was named before. */
    @POST
    @Path("stand-ins")
    @Consumes(MediaType.APPLICATION_JSON)
    @Answer(body = StandIns.StandIn.class, status = 201)
    public Response name(Wanted wanted) {
        long person = new Somebody(wanted.person()).id(names);
        StandIns.StandIn made =
                standIns.name(new StandIns.Wanted(unit(wanted.unit()), wanted.phase(), wanted.module(), person));
        return Response.status(Response.Status.CREATED).entity(made).build();
    }

    @DELETE
    @Path("stand-ins/" + ONE)
    @Answer(status = 204)
    public Response remove(@PathParam("id") long id) {
        standIns.remove(id);
        return Response.noContent().build();
    }

    /** @param person id or account */
    public record Somebody(String person) {
        long id(Names names) {
            if (person == null || person.isBlank()) throw Invalid.of("person", "rest.problem.required");
            return names.persons(List.of(person)).iterator().next();
        }
    }

    /** An answer, or a reason. */
    public record Said(String text) {
        public Said {
            text = text == null ? "" : text;
        }
    }

    /** @param unit id, code or name @param phase code, where no unit is named @param module "" for every one */
    public record Wanted(String unit, String phase, String module, String person) {
        public Wanted {
            unit = unit == null ? "" : unit;
            phase = phase == null ? "" : phase;
            module = module == null ? "" : module;
        }
    }
}
