package org.stepwise.web.internal.people;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.directory.OrgImport;
import org.stepwise.kernel.api.record.Imports;
import org.stepwise.kernel.api.web.Request;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.AdminGate;
import org.stepwise.web.internal.page.OwnPage;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;
import org.stepwise.web.internal.record.ImportPage;

/** Units, posts, people and positions from a spreadsheet, and back (DIR-6). */
public final class OrgImportPage implements OwnPage {
    private static final String NEEDED = "directory.person:administer";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private final Services services;

    public OrgImportPage(Services services) {
        this.services = services;
    }

    private OrgImport reader() {
        return services.orgImport().orElseThrow(() -> new Unavailable("web.orgimport.none"));
    }

    @Override
    public Reply get(Visit visit) {
        AdminGate.require(services, visit.caller(), NEEDED);
        return switch (visit.rest()) {
            case "" -> page(visit, List.of());
            case "template" -> Reply.file("stepwise-organisation.xlsx", XLSX, out -> reader().template(out));
            case "export" -> export(visit);
            default -> throw NotFound.of(visit.path());
        };
    }

    /** Who may not is refused before the file begins. */
    private Reply export(Visit visit) {
        AdminGate.require(services, visit.caller(), "directory.person:export");
        return Reply.file("organisation.xlsx", XLSX, out -> reader().export(out, Imports.Format.XLSX));
    }

    private Reply page(Visit visit, List<ImportPage.Outcome> outcome) {
        String label = services.texts.text(visit.locale(), "web.organisation");
        ImportPage.Model model = new ImportPage.Model(
                "/organisation/import", "/organisation/import/template", "/organisation", label, outcome);
        return Reply.page("import", "web.orgimport", model)
                .under(new Reply.Crumb(label, "/organisation"))
                .current("/organisation");
    }

    @Override
    public Reply post(Visit visit) {
        AdminGate.require(services, visit.caller(), NEEDED);
        if (visit.param("step").equals("errors")) return ImportPage.errors(visit);
        Request.Upload upload = visit.upload("file").orElseThrow(() -> Invalid.of("file", "web.files.choose"));
        try (InputStream file = upload.content()) {
            if (visit.param("step").equals("import")) {
                return ImportPage.begun(reader().later(file, upload.name()), "/organisation");
            }
            Imports.Report report = reader().read(file, upload.name(), true);
            ImportPage.Outcome outcome = ImportPage.outcome(services, visit, upload.name(), report);
            return page(visit, List.of(outcome)).status(outcome.errors() > 0 ? 422 : 200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
