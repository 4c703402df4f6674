package org.stepwise.rest.internal.file;

import java.io.InputStream;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
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
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.file.FileInfo;
import org.stepwise.kernel.api.file.Files;
import org.stepwise.rest.internal.Answer;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Needs;
import org.stepwise.rest.internal.door.Visits;

/** Files attached to records, streamed in both directions. */
@Component(service = BuiltIn.class)
@Path("files")
@Needs("files.file")
@Produces(MediaType.APPLICATION_JSON)
public final class FileResource implements BuiltIn {
    private static final String ITEM = "{id: [0-9]{1,18}}";

    private final Files files;
    private final Visits visits;

    @Activate
    public FileResource(@Reference Files files, @Reference Visits visits) {
        this.files = files;
        this.visits = visits;
    }

    @GET
    @Needs("")
    @Answer(body = FileInfo.class, list = true)
    public List<FileInfo> list(@QueryParam("of") @DefaultValue("") String of) {
        RecordId record = RecordId.parse(of);
        visits.require(record.type(), false);
        return files.of(record);
    }

    /** The body is the file itself. */
    @POST
    @Needs("")
    @Consumes(MediaType.WILDCARD)
    @Answer(body = FileInfo.class, status = 201)
    public Response attach(
            @QueryParam("of") @DefaultValue("") String of,
            @QueryParam("name") @DefaultValue("") String name,
            InputStream content) {
        RecordId record = RecordId.parse(of);
        visits.require(record.type(), true);
        if (name.isBlank()) throw Invalid.of("name", "rest.problem.required");
        FileInfo made = files.attach(record, name, content);
        return Response.status(Response.Status.CREATED)
                .entity(made)
                .header("Location", "/api/files/" + made.id())
                .build();
    }

    @GET
    @Path(ITEM)
    public FileInfo info(@PathParam("id") long id) {
        return files.info(id);
    }

    @GET
    @Path(ITEM + "/content")
    @Produces(MediaType.WILDCARD)
    @Answer(schema = "binary")
    public Response content(
            @PathParam("id") long id,
            @HeaderParam("Range") @DefaultValue("") String range,
            @HeaderParam("If-None-Match") @DefaultValue("") String known) {
        return Downloads.of(files, files.info(id), range, known);
    }

    @DELETE
    @Path(ITEM)
    @Answer(status = 204)
    public void remove(@PathParam("id") long id) {
        files.remove(id);
    }
}
