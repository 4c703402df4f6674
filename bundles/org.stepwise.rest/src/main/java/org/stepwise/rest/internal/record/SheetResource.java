package org.stepwise.rest.internal.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.ws.rs.BeanParam;
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
import javax.ws.rs.core.StreamingOutput;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.record.Imports;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.rest.internal.Answer;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.door.Visits;
import org.stepwise.rest.internal.module.JobResource;

/** Import and export of a record type as xlsx or csv. */
@Component(service = BuiltIn.class)
@Path("{module: [a-z][a-z0-9]*}/{type: [a-z][a-z0-9]*}")
public final class SheetResource implements BuiltIn {
    private final Imports imports;
    private final Records records;
    private final OpenTypes types;
    private final Access access;
    private final Callers callers;
    private final Texts texts;
    private final Visits visits;

    @Activate
    public SheetResource(
            @Reference Imports imports,
            @Reference Records records,
            @Reference OpenTypes types,
            @Reference Access access,
            @Reference Callers callers,
            @Reference Texts texts,
            @Reference Visits visits) {
        this.imports = imports;
        this.records = records;
        this.types = types;
        this.access = access;
        this.callers = callers;
        this.texts = texts;
        this.visits = visits;
    }

    /**
     * Bad rows are 422 and nothing is imported; with {@code dryRun} the report says what would happen. With {@code background} the
     * answer is 202 and the address of the run, which tells how far it is and can be cancelled.
     */
    @POST
    @Path("import")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Answer(body = SheetReport.class)
    public Response read(
            @PathParam("module") String module,
            @PathParam("type") String name,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
            @QueryParam("background") @DefaultValue("false") boolean background,
            InputStream file) {
        RecordType<?> type = types.require(module, name);
        if (background && !dryRun) return JobResource.accepted(imports.later(type.id(), file));
        return SheetReport.of(imports.read(type.id(), file, dryRun), dryRun, texts, visits.locale())
                .answer();
    }

    /** The bad rows of a file with the reasons, to be mended and imported again; 204 when there are none. */
    @POST
    @Path("import/errors")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.WILDCARD)
    @Answer(schema = "binary")
    public Response badRows(
            @PathParam("module") String module,
            @PathParam("type") String name,
            @QueryParam("format") @DefaultValue("xlsx") String format,
            InputStream file)
            throws IOException {
        RecordType<?> type = types.require(module, name);
        Sheets sheet = Sheets.of(format);
        ByteArrayOutputStream bad = new ByteArrayOutputStream();
        if (imports.badRows(type.id(), file, sheet.format(), bad) == 0) {
            return Response.noContent().build();
        }
        return sheet.download(type.id() + "-errors", bad::writeTo);
    }

    /** What is wrong with the question is told before the first byte of the file. */
    @GET
    @Path("export")
    @Produces(MediaType.WILDCARD)
    @Answer(schema = "binary")
    public Response write(
            @PathParam("module") String module,
            @PathParam("type") String name,
            @BeanParam ListQuery asked,
            @QueryParam("format") @DefaultValue("xlsx") String format) {
        RecordType<?> type = types.require(module, name);
        if (!access.may(callers.current(), type.id(), Actions.EXPORT)) {
            throw Forbidden.of(Actions.EXPORT, type.id());
        }
        Sheets sheet = Sheets.of(format);
        Query query = asked.query();
        records.list(type.id(), query.limit(1));
        StreamingOutput body = out -> imports.write(type.id(), query, sheet.format(), out);
        return sheet.download(type.id(), body);
    }

    @GET
    @Path("template")
    @Produces(MediaType.WILDCARD)
    @Answer(schema = "binary")
    public Response template(
            @PathParam("module") String module,
            @PathParam("type") String name,
            @QueryParam("format") @DefaultValue("xlsx") String format) {
        RecordType<?> type = types.require(module, name);
        Sheets sheet = Sheets.of(format);
        StreamingOutput body = out -> imports.template(type.id(), sheet.format(), out);
        return sheet.download(type.id() + "-template", body);
    }
}
