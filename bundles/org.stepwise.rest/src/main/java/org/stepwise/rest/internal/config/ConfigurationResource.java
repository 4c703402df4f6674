package org.stepwise.rest.internal.config;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.ws.rs.Consumes;
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
import org.stepwise.kernel.api.config.ConfigurationTransfer;
import org.stepwise.kernel.api.config.ConfigurationTransfer.Choice;
import org.stepwise.kernel.api.config.ConfigurationTransfer.Difference;
import org.stepwise.kernel.api.config.ConfigurationTransfer.Import;
import org.stepwise.kernel.api.config.ConfigurationTransfer.Part;
import org.stepwise.rest.internal.Answer;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Needs;

/** The configuration as a document, from one system to another (CFG-1). */
@Component(service = BuiltIn.class)
@Path("configuration")
@Needs("config.transfer")
@Produces(MediaType.APPLICATION_JSON)
public final class ConfigurationResource implements BuiltIn {
    private static final int MOST = 100;
    private final ConfigurationTransfer transfer;

    @Activate
    public ConfigurationResource(@Reference ConfigurationTransfer transfer) {
        this.transfer = transfer;
    }

    /** Parts that the caller may carry over. */
    @GET
    @Path("parts")
    @Answer(body = Part.class, list = true)
    public List<Part> parts() {
        return transfer.parts();
    }

    /** The document, a YAML text. @param parts their ids, all without any */
    @GET
    @Path("export")
    @Produces(MediaType.WILDCARD)
    @Answer(schema = "binary")
    public Response export(@QueryParam("part") List<String> parts) {
        byte[] yaml = transfer.export(Set.copyOf(parts)).getBytes(StandardCharsets.UTF_8);
        return Response.ok(yaml, "application/yaml")
                .header("Content-Disposition", "attachment; filename=\"stepwise-configuration.yaml\"")
                .build();
    }

    /** What importing the document, which is the body, would change. */
    @POST
    @Path("difference")
    @Consumes(MediaType.WILDCARD)
    public Difference difference(
            @QueryParam("part") List<String> parts,
            @QueryParam("removing") @DefaultValue("false") boolean removing,
            byte[] document) {
        return transfer.difference(text(document), new Choice(Set.copyOf(parts), removing));
    }

    /** Imports the document, all or nothing: 201 and the import, 204 when there is nothing to change. @param seen mark of the difference */
    @POST
    @Path("imports")
    @Consumes(MediaType.WILDCARD)
    @Answer(status = 201, body = Import.class)
    public Response apply(
            @QueryParam("part") List<String> parts,
            @QueryParam("removing") @DefaultValue("false") boolean removing,
            @QueryParam("seen") @DefaultValue("") String seen,
            byte[] document) {
        Optional<Import> made = transfer.apply(text(document), new Choice(Set.copyOf(parts), removing), seen);
        return made.map(one ->
                        Response.status(Response.Status.CREATED).entity(one).build())
                .orElseGet(() -> Response.noContent().build());
    }

    private static String text(byte[] document) {
        return new String(document, StandardCharsets.UTF_8);
    }

    /** Newest first. */
    @GET
    @Path("imports")
    @Answer(body = Import.class, list = true)
    public List<Import> imports() {
        return transfer.imports(MOST);
    }

    @GET
    @Path("imports/{id: [0-9]{1,18}}")
    public Import one(@PathParam("id") long id) {
        return transfer.imported(id);
    }

    /** Takes an import back. */
    @POST
    @Path("imports/{id: [0-9]{1,18}}/undo")
    public Import undo(@PathParam("id") long id) {
        return transfer.undo(id);
    }
}
