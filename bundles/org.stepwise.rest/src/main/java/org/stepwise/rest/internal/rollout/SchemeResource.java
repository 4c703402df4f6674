package org.stepwise.rest.internal.rollout;

import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.rollout.Goals;
import org.stepwise.kernel.api.rollout.Schemes;
import org.stepwise.rest.internal.Answer;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Needs;

/** What a phase opens to whom, who has confirmed it, and what it is for. */
@Component(service = BuiltIn.class)
@Path("scheme/{code}")
@Needs("rollout.phase")
@Produces(MediaType.APPLICATION_JSON)
public final class SchemeResource implements BuiltIn {
    private final Schemes schemes;
    private final Goals goals;

    @Activate
    public SchemeResource(@Reference Schemes schemes, @Reference Goals goals) {
        this.schemes = schemes;
        this.goals = goals;
    }

    @GET
    public Schemes.Scheme of(@PathParam("code") String code) {
        return schemes.of(code);
    }

    /** Sends it to those who have not confirmed it. */
    @POST
    @Path("send")
    public Schemes.Scheme send(@PathParam("code") String code) {
        return schemes.send(code);
    }

    /** Confirms as the caller. */
    @POST
    @Path("confirm")
    @Consumes(MediaType.APPLICATION_JSON)
    public Schemes.Scheme confirm(@PathParam("code") String code, Said said) {
        return schemes.confirm(code, said.version());
    }

    /** Refuses as the caller. */
    @POST
    @Path("refuse")
    @Consumes(MediaType.APPLICATION_JSON)
    public Schemes.Scheme refuse(@PathParam("code") String code, Said said) {
        return schemes.refuse(code, said.version(), said.reason());
    }

    @GET
    @Path("goals")
    @Answer(body = Goals.Goal.class, list = true)
    public List<Goals.Goal> goals(@PathParam("code") String code) {
        return goals.of(code);
    }

    /** Replaces them; one of the same title keeps its evaluation. */
    @PUT
    @Path("goals")
    @Consumes(MediaType.APPLICATION_JSON)
    @Answer(body = Goals.Goal.class, list = true)
    public List<Goals.Goal> change(@PathParam("code") String code, Wanted wanted) {
        return goals.change(
                code,
                wanted.goals().stream()
                        .map(one -> new Goals.Wanted(one.title(), one.measure(), one.base(), one.target()))
                        .toList());
    }

    /** What became of it. */
    @PUT
    @Path("goals/{goal: [0-9]{1,18}}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Goals.Goal evaluate(@PathParam("code") String code, @PathParam("goal") long goal, Evaluation said) {
        return goals.evaluate(code, goal, said.reached(), said.judgement(), said.remark());
    }

    /** @param version that was read */
    public record Said(int version, String reason) {
        public Said {
            reason = reason == null ? "" : reason;
        }
    }

    /** All goals, in order. */
    public record Wanted(List<Goal> goals) {
        public Wanted {
            goals = goals == null ? List.of() : goals;
        }
    }

    /** A goal as a client writes it. */
    public record Goal(String title, String measure, String base, String target) {
        public Goal {
            title = title == null ? "" : title;
            measure = measure == null ? "" : measure;
            base = base == null ? "" : base;
            target = target == null ? "" : target;
        }
    }

    /** What was reached. */
    public record Evaluation(String reached, Goals.Judgement judgement, String remark) {
        public Evaluation {
            if (judgement == null) throw Invalid.of("judgement", "rest.problem.required");
            reached = reached == null ? "" : reached;
            remark = remark == null ? "" : remark;
        }
    }
}
