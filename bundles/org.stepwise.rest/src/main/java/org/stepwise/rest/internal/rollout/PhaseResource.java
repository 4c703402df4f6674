package org.stepwise.rest.internal.rollout;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.ws.rs.Consumes;
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
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.rollout.Acceptance;
import org.stepwise.kernel.api.rollout.Adoption;
import org.stepwise.kernel.api.rollout.Cell;
import org.stepwise.kernel.api.rollout.Gate;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.PhaseEvent;
import org.stepwise.kernel.api.rollout.Rehearsal;
import org.stepwise.kernel.api.rollout.Rollout;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.rest.internal.Answer;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Most;
import org.stepwise.rest.internal.Needs;
import org.stepwise.rest.internal.access.Rights;
import org.stepwise.rest.internal.door.Visits;
import org.stepwise.rest.internal.file.Disposition;

/** Phases of the roll-out and every step that changes them. */
@Component(service = BuiltIn.class)
@Path("rollout")
@Needs("rollout.phase")
@Produces(MediaType.APPLICATION_JSON)
public final class PhaseResource implements BuiltIn {
    private static final String TYPE = "rollout.phase";
    private static final String PHASE = "phases/{code}";
    private static final int MOST = 500;

    private final Rollout rollout;
    private final Adoption adoption;
    private final Acceptance acceptance;
    private final Names names;
    private final Rights rights;
    private final Texts texts;
    private final Visits visits;

    @Activate
    public PhaseResource(
            @Reference Rollout rollout,
            @Reference Adoption adoption,
            @Reference Acceptance acceptance,
            @Reference Names names,
            @Reference Rights rights,
            @Reference Texts texts,
            @Reference Visits visits) {
        this.rollout = rollout;
        this.adoption = adoption;
        this.acceptance = acceptance;
        this.names = names;
        this.rights = rights;
        this.texts = texts;
        this.visits = visits;
    }

    @GET
    @Path("phases")
    @Answer(body = Phase.class, list = true)
    public List<Phase> phases() {
        rights.require(Actions.SEE, TYPE);
        return rollout.phases();
    }

    @POST
    @Path("phases")
    @Consumes(MediaType.APPLICATION_JSON)
    @Answer(body = Phase.class, status = 201)
    public Response create(PhaseRequest wanted) {
        rights.require(Actions.ADMINISTER, TYPE);
        Phase made = rollout.create(wanted.draft(names));
        return Response.status(Response.Status.CREATED)
                .entity(made)
                .header("Location", "/api/rollout/phases/" + made.code())
                .build();
    }

    @GET
    @Path(PHASE)
    public Phase phase(@PathParam("code") String code) {
        return rollout.phase(code);
    }

    /** Figures of a phase; also for the persons responsible for it. */
    @GET
    @Path(PHASE + "/adoption")
    public Adoption.Report adoption(@PathParam("code") String code) {
        return adoption.of(code);
    }

    /** The acceptance report; also for the persons responsible for the phase. */
    @GET
    @Path(PHASE + "/report")
    public Acceptance.Report report(@PathParam("code") String code) {
        return acceptance.report(code);
    }

    /** The same as PDF. */
    @GET
    @Path(PHASE + "/report.pdf")
    @Produces(MediaType.WILDCARD)
    @Answer(schema = "binary")
    public Response pdf(@PathParam("code") String code) {
        return Response.ok(acceptance.pdf(code))
                .type("application/pdf")
                .header("Content-Disposition", Disposition.attachment(code + "-report.pdf"))
                .build();
    }

    /** Criteria of a phase against the facts. */
    @GET
    @Path(PHASE + "/gates")
    @Answer(body = Gate.class, list = true)
    public List<Gate> gates(@PathParam("code") String code) {
        return adoption.gates(code);
    }

    /** Who in scope has not signed in yet. */
    @GET
    @Path(PHASE + "/newcomers")
    @Answer(body = Adoption.Newcomer.class, list = true)
    public List<Adoption.Newcomer> newcomers(@PathParam("code") String code) {
        return adoption.notSignedIn(code);
    }

    @PUT
    @Path(PHASE)
    @Consumes(MediaType.APPLICATION_JSON)
    public Phase change(@PathParam("code") String code, PhaseRequest wanted) {
        rights.require(Actions.ADMINISTER, TYPE);
        return rollout.change(code, wanted.draft(names));
    }

    @POST
    @Path(PHASE + "/rehearse")
    public Rehearsed rehearse(@PathParam("code") String code) {
        rights.require(Actions.ADMINISTER, TYPE);
        return rehearsed(rollout.rehearse(code));
    }

    private Rehearsed rehearsed(Rehearsal found) {
        Locale locale = visits.locale();
        return new Rehearsed(
                found.phase(),
                found.possible(),
                found.install(),
                found.migrations(),
                found.gains(),
                found.had(),
                found.gaps().stream()
                        .map(g -> new Gap(g.blocking(), g.key(), texts.text(locale, g.key(), g.args())))
                        .toList(),
                found.memoryBytes());
    }

    @POST
    @Path(PHASE + "/activate")
    public Phase activate(@PathParam("code") String code, @QueryParam("reason") @DefaultValue("") String reason) {
        rights.require(Actions.ADMINISTER, TYPE);
        return rollout.activate(code, reason);
    }

    @POST
    @Path(PHASE + "/widen")
    @Consumes(MediaType.APPLICATION_JSON)
    public Phase widen(@PathParam("code") String code, Reach reach) {
        rights.require(Actions.ADMINISTER, TYPE);
        return rollout.widen(code, reach.modules(), names.units(reach.units()), names.persons(reach.persons()));
    }

    @POST
    @Path(PHASE + "/narrow")
    @Consumes(MediaType.APPLICATION_JSON)
    public Phase narrow(@PathParam("code") String code, Reach reach) {
        rights.require(Actions.ADMINISTER, TYPE);
        return rollout.narrow(code, reach.modules(), names.units(reach.units()), names.persons(reach.persons()));
    }

    @POST
    @Path(PHASE + "/pause")
    public Phase pause(@PathParam("code") String code) {
        rights.require(Actions.ADMINISTER, TYPE);
        return rollout.pause(code);
    }

    @POST
    @Path(PHASE + "/resume")
    public Phase resume(@PathParam("code") String code) {
        rights.require(Actions.ADMINISTER, TYPE);
        return rollout.resume(code);
    }

    @POST
    @Path(PHASE + "/complete")
    public Phase complete(@PathParam("code") String code, @QueryParam("reason") @DefaultValue("") String reason) {
        rights.require(Actions.ADMINISTER, TYPE);
        return rollout.complete(code, reason);
    }

    @POST
    @Path(PHASE + "/rollback")
    public Phase rollBack(@PathParam("code") String code) {
        rights.require(Actions.ADMINISTER, TYPE);
        return rollout.rollBack(code);
    }

    @PUT
    @Path(PHASE + "/tasks/{task: [0-9]{1,18}}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Phase task(@PathParam("code") String code, @PathParam("task") long task, Tick tick) {
        rollout.taskDone(code, task, tick.done());
        return rollout.phase(code);
    }

    @PUT
    @Path(PHASE + "/criteria/{criterion: [0-9]{1,18}}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Phase criterion(@PathParam("code") String code, @PathParam("criterion") long criterion, Tick tick) {
        rollout.criterionMet(code, criterion, tick.done());
        return rollout.phase(code);
    }

    /** Steps of all phases, newest first. */
    @GET
    @Path("history")
    @Answer(body = Event.class, list = true)
    public List<Event> history(
            @QueryParam("phase") @DefaultValue("") String code,
            @QueryParam("limit") @DefaultValue("100") @Most(MOST) int limit) {
        rights.require(Actions.SEE, TYPE);
        return rollout.history(code, limit).stream().map(this::event).toList();
    }

    private Event event(PhaseEvent e) {
        String text = texts.text(visits.locale(), "rollout.event." + e.step(), e.details());
        return new Event(e.at(), e.byName(), e.phase(), e.step(), text);
    }

    /** Modules × units; the units of the second level when none are named. */
    @GET
    @Path("matrix")
    @Answer(body = Cell.class, list = true)
    public List<Cell> matrix(@QueryParam("unit") List<String> units) {
        rights.require(Actions.SEE, TYPE);
        return rollout.matrix(names.units(units == null ? List.of() : units));
    }

    /** What activating would do. */
    public record Rehearsed(
            String phase,
            boolean possible,
            List<Rehearsal.Install> install,
            List<String> migrations,
            Map<String, Integer> gains,
            Map<String, Integer> had,
            List<Gap> gaps,
            long memoryBytes) {}

    /** Something that is missing; a blocking one prevents activation. */
    public record Gap(boolean blocking, String code, String text) {}

    /** One step of a phase. */
    public record Event(java.time.Instant at, String by, String phase, String step, String text) {}

    /** What is added or taken away. @param units ids, codes or names @param persons ids or accounts */
    public record Reach(Set<String> modules, List<String> units, List<String> persons) {
        public Reach {
            modules = modules == null ? Set.of() : modules;
            units = units == null ? List.of() : units;
            persons = persons == null ? List.of() : persons;
        }
    }

    /** Done, or met. */
    public record Tick(boolean done) {}
}
