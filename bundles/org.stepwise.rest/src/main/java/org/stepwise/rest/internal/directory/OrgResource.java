package org.stepwise.rest.internal.directory;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.directory.OrgImport;
import org.stepwise.kernel.api.record.Imports;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.rest.internal.Answer;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Needs;
import org.stepwise.rest.internal.access.Rights;
import org.stepwise.rest.internal.door.Visits;
import org.stepwise.rest.internal.module.JobResource;
import org.stepwise.rest.internal.record.SheetReport;
import org.stepwise.rest.internal.record.Sheets;

/** Units, posts, people and positions from one spreadsheet and back (DIR-6). */
@Component(service = BuiltIn.class)
@Path("directory/organisation")
@Needs("directory.person")
public final class OrgResource implements BuiltIn {
    private static final String TYPE = "directory.person";
    /** What the file holds; a token needs the scopes of all of it. */
    private static final List<String> HELD = List.of(TYPE, "directory.unit", "directory.post", "directory.position");

    private final OrgImport imports;
    private final Rights rights;
    private final Texts texts;
    private final Visits visits;

    @Activate
    public OrgResource(
            @Reference OrgImport imports, @Reference Rights rights, @Reference Texts texts, @Reference Visits visits) {
        this.imports = imports;
        this.rights = rights;
        this.texts = texts;
        this.visits = visits;
    }

    /** The body is the file: xlsx, one csv sheet, or a zip of csv sheets. Bad rows are 422 and nothing is imported. Background: 202 and the run. */
    @POST
    @Path("import")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Answer(body = SheetReport.class)
    public Response read(
            @QueryParam("name") @DefaultValue("") String name,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
            @QueryParam("background") @DefaultValue("false") boolean background,
            InputStream file) {
        HELD.forEach(type -> visits.require(type, true));
        rights.require(Actions.ADMINISTER, TYPE);
        if (background && !dryRun) return JobResource.accepted(imports.later(file, name));
        SheetReport report = SheetReport.of(imports.read(file, name, dryRun), dryRun, texts, visits.locale());
        return report.answer();
    }

    /** All that is wrong with a file, row by row, as csv; 204 when nothing is. */
    @POST
    @Path("import/errors")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.WILDCARD)
    @Answer(schema = "binary")
    public Response badRows(@QueryParam("name") @DefaultValue("") String name, InputStream file) {
        HELD.forEach(type -> visits.require(type, true));
        rights.require(Actions.ADMINISTER, TYPE);
        Imports.Report report = imports.read(file, name, true);
        if (report.errors().isEmpty()) return Response.noContent().build();
        byte[] csv = report.csv(wrong -> texts.text(visits.locale(), wrong)).getBytes(StandardCharsets.UTF_8);
        return Sheets.CSV.download("organisation-errors", out -> out.write(csv));
    }

    @GET
    @Path("export")
    @Produces(MediaType.WILDCARD)
    @Answer(schema = "binary")
    public Response write(@QueryParam("format") @DefaultValue("xlsx") String format) {
        HELD.forEach(type -> visits.require(type, false));
        rights.require(Actions.ADMINISTER, TYPE);
        rights.require(Actions.EXPORT, TYPE);
        Sheets sheet = Sheets.of(format);
        return sheet.several("organisation", out -> imports.export(out, sheet.format()));
    }

    @GET
    @Path("template")
    @Produces(MediaType.WILDCARD)
    @Answer(schema = "binary")
    public Response template() {
        rights.require(Actions.ADMINISTER, TYPE);
        return Sheets.XLSX.download("organisation-template", imports::template);
    }
}
