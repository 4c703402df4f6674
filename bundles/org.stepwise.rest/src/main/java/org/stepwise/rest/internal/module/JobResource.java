package org.stepwise.rest.internal.module;

import java.util.List;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.job.Jobs;
import org.stepwise.rest.internal.Answer;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Most;
import org.stepwise.rest.internal.Needs;
import org.stepwise.rest.internal.access.Rights;
import org.stepwise.rest.internal.file.Disposition;

/** Jobs and their runs, for administrators. */
@Component(service = BuiltIn.class)
@Path("jobs")
@Needs("kernel.job")
@Produces(MediaType.APPLICATION_JSON)
public final class JobResource implements BuiltIn {
    private static final String TYPE = "kernel.job";
    private static final int MOST = 200;

    private final Jobs jobs;
    private final Rights rights;

    @Activate
    public JobResource(@Reference Jobs jobs, @Reference Rights rights) {
        this.jobs = jobs;
        this.rights = rights;
    }

    @GET
    @Answer(body = Jobs.Info.class, list = true)
    public List<Jobs.Info> all() {
        rights.require(Actions.ADMINISTER, TYPE);
        return jobs.jobs();
    }

    @GET
    @Path("runs")
    @Answer(body = Jobs.Run.class, list = true)
    public List<Jobs.Run> runs(
            @QueryParam("job") @DefaultValue("") String job,
            @QueryParam("limit") @DefaultValue("50") @Most(MOST) int limit) {
        rights.require(Actions.ADMINISTER, TYPE);
        return jobs.runs(job, limit);
    }

    @GET
    @Path("runs/{id: [0-9]{1,18}}")
    public Jobs.Run run(@PathParam("id") long id) {
        return jobs.run(id).orElseThrow(() -> NotFound.of(id));
    }

    /** The file that the run left, such as the bad rows of an import. */
    @GET
    @Path("runs/{id: [0-9]{1,18}}/file")
    @Produces(MediaType.WILDCARD)
    @Answer(schema = "binary")
    public Response file(@PathParam("id") long id) {
        Jobs.Result file = jobs.file(id);
        return Response.ok(file.content())
                .type(file.media())
                .header("Content-Disposition", Disposition.attachment(file.name()))
                .build();
    }

    @POST
    @Path("runs/{id: [0-9]{1,18}}/cancel")
    @Answer(status = 204)
    public void cancel(@PathParam("id") long id) {
        jobs.cancel(id);
    }

    @POST
    @Path("{module: [a-z][a-z0-9]*}/{job: [a-z][a-z0-9-]*}/start")
    @Answer(body = Started.class, status = 202)
    public Response start(@PathParam("module") String module, @PathParam("job") String job) {
        rights.require(Actions.ADMINISTER, TYPE);
        return accepted(jobs.start(module + "/" + job));
    }

    /** 202 and where the run is looked at. */
    public static Response accepted(long run) {
        return Response.accepted(new Started(run))
                .header("Location", "/api/jobs/runs/" + run)
                .build();
    }

    /** The run that was started. */
    public record Started(long run) {}
}
