package org.stepwise.rest.internal.rollout;

import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
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
import javax.ws.rs.core.StreamingOutput;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.rollout.StaffCalls;
import org.stepwise.rest.internal.Answer;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Needs;
import org.stepwise.rest.internal.file.Disposition;

/** What a phase asks of the people of units; a large call is confirmed in writing. */
@Component(service = BuiltIn.class)
@Path("calls/{code}")
@Needs("rollout.phase")
@Produces(MediaType.APPLICATION_JSON)
public final class CallResource implements BuiltIn {
    private static final String ONE = "{call: [0-9]{1,18}}";
    private final StaffCalls calls;
    private final Names names;

    @Activate
    public CallResource(@Reference StaffCalls calls, @Reference Names names) {
        this.calls = calls;
        this.names = names;
    }

    @GET
    @Answer(body = StaffCalls.Call.class, list = true)
    public List<StaffCalls.Call> of(@PathParam("code") String code) {
        return calls.of(code);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Answer(body = StaffCalls.Call.class, status = 201)
    public Response add(@PathParam("code") String code, Wanted wanted) {
        long unit = names.units(List.of(wanted.unit())).iterator().next();
        StaffCalls.Call made = calls.add(
                code, new StaffCalls.Wanted(wanted.what(), unit, wanted.people(), wanted.days(), wanted.remark()));
        return Response.status(Response.Status.CREATED).entity(made).build();
    }

    @DELETE
    @Path(ONE)
    @Answer(status = 204)
    public Response remove(@PathParam("code") String code, @PathParam("call") long call) {
        calls.remove(code, call);
        return Response.noContent().build();
    }

    /** Answers as the head of the unit. */
    @PUT
    @Path(ONE + "/answer")
    @Consumes(MediaType.APPLICATION_JSON)
    public StaffCalls.Call answer(@PathParam("code") String code, @PathParam("call") long call, Written written) {
        return calls.answer(code, call, written.agreed(), written.text(), Optional.empty());
    }

    /** Answers by a file as the head of the unit; the body is the file. */
    @PUT
    @Path(ONE + "/answer/file")
    @Consumes(MediaType.WILDCARD)
    public StaffCalls.Call answerByFile(
            @PathParam("code") String code,
            @PathParam("call") long call,
            @QueryParam("name") @DefaultValue("") String name,
            @QueryParam("agreed") @DefaultValue("true") boolean agreed,
            @QueryParam("text") @DefaultValue("") String text,
            InputStream content) {
        return calls.answer(code, call, agreed, text, Optional.of(new StaffCalls.Letter(name, content)));
    }

    /** Enters what was signed on paper. */
    @PUT
    @Path(ONE + "/paper")
    @Consumes(MediaType.APPLICATION_JSON)
    public StaffCalls.Call enter(@PathParam("code") String code, @PathParam("call") long call, Written written) {
        LocalDate on = Optional.ofNullable(written.on()).orElseThrow(() -> Invalid.of("on", "rest.problem.required"));
        return calls.enter(code, call, written.agreed(), written.signer(), on, written.text(), Optional.empty());
    }

    /** The file of an answer. */
    @GET
    @Path(ONE + "/file")
    @Produces(MediaType.WILDCARD)
    @Answer(schema = "binary")
    public Response file(@PathParam("code") String code, @PathParam("call") long call) {
        StaffCalls.Letter letter = calls.letter(code, call);
        StreamingOutput content = out -> {
            try (var in = letter.content()) {
                in.transferTo(out);
            }
        };
        return Response.ok(content)
                .type(MediaType.APPLICATION_OCTET_STREAM)
                .header("Content-Disposition", Disposition.attachment(letter.name()))
                .build();
    }

    /** The paper to be signed. */
    @GET
    @Path(ONE + "/paper.pdf")
    @Produces(MediaType.WILDCARD)
    @Answer(schema = "binary")
    public Response pdf(@PathParam("code") String code, @PathParam("call") long call) {
        return Response.ok(calls.pdf(code, call))
                .type("application/pdf")
                .header("Content-Disposition", Disposition.attachment(code + "-call-" + call + ".pdf"))
                .build();
    }

    /** @param unit id, code or name */
    public record Wanted(String what, String unit, int people, int days, String remark) {
        public Wanted {
            if (unit == null || unit.isBlank()) throw Invalid.of("unit", "rest.problem.required");
            what = what == null ? "" : what;
            remark = remark == null ? "" : remark;
        }
    }

    /** @param signer and day, of a paper alone */
    public record Written(boolean agreed, String text, String signer, LocalDate on) {
        public Written {
            text = text == null ? "" : text;
            signer = signer == null ? "" : signer;
        }
    }
}
