package org.stepwise.rest.internal.rollout;

import java.util.List;
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
import org.stepwise.kernel.api.rollout.Preparation;
import org.stepwise.kernel.api.rollout.Preparations;
import org.stepwise.kernel.api.rollout.Trainings;
import org.stepwise.kernel.api.rollout.UsageRules;
import org.stepwise.rest.internal.Answer;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Needs;

/** What a phase asks of people, and how far they are with it. */
@Component(service = BuiltIn.class)
@Path("preparation/{code}")
@Needs("rollout.phase")
@Produces(MediaType.APPLICATION_JSON)
public final class PreparationResource implements BuiltIn {
    private final Preparations preparations;
    private final UsageRules rules;
    private final Trainings trainings;

    @Activate
    public PreparationResource(
            @Reference Preparations preparations, @Reference UsageRules rules, @Reference Trainings trainings) {
        this.preparations = preparations;
        this.rules = rules;
        this.trainings = trainings;
    }

    @GET
    public Preparation of(@PathParam("code") String code) {
        return preparations.of(code);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Preparation change(@PathParam("code") String code, Preparation wanted) {
        return preparations.change(code, wanted);
    }

    /** Who confirmed the rules of use, by module and unit. */
    @GET
    @Path("rules")
    @Answer(body = UsageRules.Progress.class, list = true)
    public List<UsageRules.Progress> rules(@PathParam("code") String code) {
        return rules.progress(code);
    }

    /** Who has not confirmed them yet. */
    @GET
    @Path("rules/waiting")
    @Answer(body = UsageRules.Waiting.class, list = true)
    public List<UsageRules.Waiting> waiting(@PathParam("code") String code) {
        return rules.waiting(code);
    }

    /** Who was trained, by module and unit. */
    @GET
    @Path("training")
    @Answer(body = Trainings.Progress.class, list = true)
    public List<Trainings.Progress> training(@PathParam("code") String code) {
        return trainings.progress(code);
    }
}
