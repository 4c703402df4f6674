package org.stepwise.rest.internal.rollout;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.rollout.RolloutPlan;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.rest.internal.Answer;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Needs;
import org.stepwise.rest.internal.Times;
import org.stepwise.rest.internal.access.Rights;
import org.stepwise.rest.internal.door.Visits;

/** The roll-out as a file: read, compared and applied (ROL-10). */
@Component(service = BuiltIn.class)
@Path("rollout/plan")
@Needs("rollout.phase")
@Produces(MediaType.APPLICATION_JSON)
public final class PlanResource implements BuiltIn {
    private static final String TYPE = "rollout.phase";
    private static final String YAML = "application/yaml";
    private static final int LONGEST = 1 << 20;
    private final Rights rights;
    private final Texts texts;
    private final Visits visits;
    private final Clock clock;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<RolloutPlan> plans = List.of();

    @Activate
    public PlanResource(
            @Reference Rights rights, @Reference Texts texts, @Reference Visits visits, @Reference Clock clock) {
        this.rights = rights;
        this.texts = texts;
        this.visits = visits;
        this.clock = clock;
    }

    private RolloutPlan plan() {
        return plans.stream().findFirst().orElseThrow(() -> new Unavailable("rest.problem.plan", Map.of()));
    }

    /** The present phases, or the shipped plan from a first day on, as YAML. */
    @GET
    @Produces({YAML, MediaType.APPLICATION_JSON})
    @Answer(schema = "binary")
    public Response plan(
            @QueryParam("shipped") @DefaultValue("false") boolean shipped,
            @QueryParam("from") @DefaultValue("") String from) {
        rights.require(Actions.ADMINISTER, TYPE);
        LocalDate first = from.isEmpty() ? LocalDate.now(clock) : Times.day("from", from);
        String yaml = shipped ? plan().shipped(first) : plan().present();
        return Response.ok(yaml.getBytes(StandardCharsets.UTF_8))
                .type(YAML + ";charset=utf-8")
                .build();
    }

    /** What applying the document would do; nothing is changed. */
    @POST
    @Path("difference")
    @Consumes(MediaType.WILDCARD)
    @Answer(body = Step.class, list = true)
    public List<Step> difference(InputStream yaml) {
        rights.require(Actions.ADMINISTER, TYPE);
        String document = text(yaml);
        return told(plan().difference(document));
    }

    /** Brings the phases to the document; the steps done. May be repeated, and goes on where one that failed ended. */
    @POST
    @Path("apply")
    @Consumes(MediaType.WILDCARD)
    @Answer(body = Step.class, list = true)
    public List<Step> apply(InputStream yaml) {
        rights.require(Actions.ADMINISTER, TYPE);
        String document = text(yaml);
        return told(plan().apply(document));
    }

    private List<Step> told(List<RolloutPlan.Step> steps) {
        return steps.stream()
                .map(step -> new Step(
                        step.phase(),
                        step.step(),
                        texts.text(visits.locale(), "plan.step." + step.step(), step.details())))
                .toList();
    }

    private static String text(InputStream yaml) {
        try {
            byte[] read = yaml.readNBytes(LONGEST + 1);
            if (read.length > LONGEST) throw Invalid.of("plan", "rest.problem.planTooLong");
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(read))
                    .toString();
        } catch (CharacterCodingException e) {
            throw (Invalid) Invalid.of("plan", "rest.problem.planNotUtf8").initCause(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One step. @param step create, change, activate …, or leave for a phase that the document does not name */
    public record Step(String phase, String step, String text) {}
}
