package org.stepwise.rest.internal.rollout;

import java.util.List;
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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.rollout.Trial;
import org.stepwise.kernel.api.rollout.Trials;
import org.stepwise.rest.internal.Answer;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Most;
import org.stepwise.rest.internal.Needs;
import org.stepwise.rest.internal.access.Rights;

/** The trial of a phase before it goes live, and what becomes of what it made. */
@Component(service = BuiltIn.class)
@Path("rollout/phases/{code}/trial")
@Needs("rollout.phase")
@Produces(MediaType.APPLICATION_JSON)
public final class TrialResource implements BuiltIn {
    private static final String TYPE = "rollout.phase";
    private static final int MOST = 500;
    private final Trials trials;
    private final Names names;
    private final Rights rights;

    @Activate
    public TrialResource(@Reference Trials trials, @Reference Names names, @Reference Rights rights) {
        this.trials = trials;
        this.names = names;
        this.rights = rights;
    }

    @GET
    public Trial trial(@PathParam("code") String code) {
        return trials.trial(code);
    }

    /** Opens the phase to this group alone; a trial that is open gets this group instead. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Trial begin(@PathParam("code") String code, Group group) {
        rights.require(Actions.ADMINISTER, TYPE);
        return trials.begin(code, names.units(group.units()), names.persons(group.persons()));
    }

    /** Closes it to the group; what it made stays with its mark. */
    @DELETE
    public Trial end(@PathParam("code") String code) {
        rights.require(Actions.ADMINISTER, TYPE);
        return trials.end(code);
    }

    /** Ends the trial and removes what it made, in the background; the phase goes live afterwards when that is wanted. */
    @POST
    @Path("clear")
    @Consumes(MediaType.APPLICATION_JSON)
    public Trial clear(@PathParam("code") String code, Clearance wanted) {
        rights.require(Actions.ADMINISTER, TYPE);
        if (!wanted.activate()) return trials.clear(code, wanted.confirm());
        trials.clearAndActivate(code, wanted.confirm(), wanted.reason());
        return trials.trial(code);
    }

    /** Ends the trial and takes the marks off what it made. */
    @POST
    @Path("keep")
    @Consumes(MediaType.APPLICATION_JSON)
    public Trial keep(@PathParam("code") String code, Typed typed) {
        rights.require(Actions.ADMINISTER, TYPE);
        return trials.keep(code, typed.confirm());
    }

    /** Notices that nobody got, newest first. */
    @GET
    @Path("caught")
    @Answer(body = Trials.Caught.class, list = true)
    public List<Trials.Caught> caught(
            @PathParam("code") String code, @QueryParam("limit") @DefaultValue("100") @Most(MOST) int limit) {
        return trials.caught(code, limit);
    }

    /** Who tries. @param units ids, codes or names @param persons ids or accounts */
    public record Group(List<String> units, List<String> persons) {
        public Group {
            units = units == null ? List.of() : units;
            persons = persons == null ? List.of() : persons;
        }
    }

    /**
     * @param confirm the phase's code
     * @param activate whether the phase goes live as soon as nothing is left
     * @param reason why, although its scheme is not confirmed
     */
    public record Clearance(String confirm, boolean activate, String reason) {
        public Clearance {
            confirm = confirm == null ? "" : confirm;
            reason = reason == null ? "" : reason;
        }
    }

    /** @param confirm the phase's code */
    public record Typed(String confirm) {
        public Typed {
            confirm = confirm == null ? "" : confirm;
        }
    }
}
