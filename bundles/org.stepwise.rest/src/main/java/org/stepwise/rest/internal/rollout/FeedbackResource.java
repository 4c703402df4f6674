package org.stepwise.rest.internal.rollout;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.rollout.Feedback;
import org.stepwise.kernel.api.rollout.Feedbacks;
import org.stepwise.rest.internal.Answer;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Most;
import org.stepwise.rest.internal.Needs;

/** Feedback on modules during phases. */
@Component(service = BuiltIn.class)
@Path("feedback")
@Needs("rollout.feedback")
@Produces(MediaType.APPLICATION_JSON)
public final class FeedbackResource implements BuiltIn {
    private static final int MOST = 500;
    private static final String ONE = "{id: [0-9]{1,18}}";
    private final Feedbacks feedbacks;

    @Activate
    public FeedbackResource(@Reference Feedbacks feedbacks) {
        this.feedbacks = feedbacks;
    }

    /** Feedback to answer, newest first. */
    @GET
    @Answer(body = Feedback.class, list = true)
    public List<Feedback> list(
            @QueryParam("phase") @DefaultValue("") String phase,
            @QueryParam("module") @DefaultValue("") String module,
            @QueryParam("kind") @DefaultValue("") String kind,
            @QueryParam("state") @DefaultValue("") String state,
            @QueryParam("limit") @DefaultValue("100") @Most(MOST) int limit) {
        return feedbacks.list(new Feedbacks.Query(
                phase,
                module,
                filter(Feedback.Kind.values(), "kind", kind),
                filter(Feedback.State.values(), "state", state),
                false,
                limit));
    }

    /** What the caller sent. */
    @GET
    @Path("mine")
    @Answer(body = Feedback.class, list = true)
    public List<Feedback> mine(@QueryParam("limit") @DefaultValue("100") @Most(MOST) int limit) {
        return feedbacks.mine(limit);
    }

    @GET
    @Path(ONE)
    public Feedback one(@PathParam("id") long id) {
        return feedbacks.get(id);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Answer(body = Feedback.class, status = 201)
    public Response send(Sent sent) {
        Feedback made = feedbacks.send(
                sent.module(),
                required(Feedback.Kind.values(), "kind", sent.kind()),
                sent.text(),
                Feedback.Screen.of(sent.address(), "", "", "", ""));
        return Response.status(Response.Status.CREATED)
                .entity(made)
                .header("Location", "/api/feedback/" + made.id())
                .build();
    }

    @PUT
    @Path(ONE)
    @Consumes(MediaType.APPLICATION_JSON)
    public Feedback answer(@PathParam("id") long id, Said said) {
        return feedbacks.answer(id, said.answer(), required(Feedback.State.values(), "state", said.state()));
    }

    private static <E extends Enum<E>> Optional<E> filter(E[] all, String field, String name) {
        return name.isEmpty() ? Optional.empty() : Optional.of(required(all, field, name));
    }

    private static <E extends Enum<E>> E required(E[] all, String field, String name) {
        return Arrays.stream(all)
                .filter(one -> one.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> {
                    String known = Arrays.stream(all).map(Enum::name).collect(Collectors.joining(", "));
                    Map<String, Object> args = Map.of("value", name, "known", known);
                    return new Invalid(List.of(new Violation(field, "rest.problem.unknownWord", args)));
                });
    }

    /** What is sent. @param kind blocking, defect, question or idea @param address path of the page it is about, if any */
    public record Sent(String module, String kind, String text, String address) {
        public Sent {
            module = module == null ? "" : module;
            kind = kind == null ? "" : kind;
            text = text == null ? "" : text;
            address = address == null ? "" : address;
        }
    }

    /** An answer. @param state open, answered or done */
    public record Said(String answer, String state) {
        public Said {
            answer = answer == null ? "" : answer;
            state = state == null ? "" : state;
        }
    }
}
