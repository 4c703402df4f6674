package org.stepwise.web.internal.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.record.Imports;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.web.Request;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** Import of a spreadsheet: looked at first, every bad row named, then all or nothing (REC-7). */
public final class ImportPage {
    private static final int SHOWN = 200;

    /** The page carries the list of errors, so that the file need not be sent again; an import leaves all of them as a file. */
    private static final int LISTED = 2000;

    private final Services services;
    private final RecordType<?> type;
    private final String base;

    ImportPage(Services services, RecordType<?> type) {
        this.services = services;
        this.type = type;
        this.base = "/" + type.id().replace('.', '/');
    }

    /** A bad row. */
    public record Bad(String sheet, int row, String field, String message) {}

    /**
     * What a look at the file said.
     *
     * @param errors how many there are in all
     * @param shown the first of them
     * @param listed how many of them the list to download has
     * @param csv that list
     */
    public record Outcome(
            String file,
            int rows,
            int created,
            int updated,
            int unchanged,
            int errors,
            List<Bad> shown,
            int listed,
            String csv,
            String passedOver) {}

    /** @param outcome empty before a file was sent */
    public record Model(String action, String template, String back, String label, List<Outcome> outcome) {}

    Reply get(Visit visit) {
        return page(visit, List.of());
    }

    private Reply page(Visit visit, List<Outcome> outcome) {
        if (!services.access.may(visit.caller(), type.id(), Actions.CREATE)) {
            throw Forbidden.of(Actions.CREATE, type.id());
        }
        String label = services.texts.text(visit.locale(), type.id() + ".plural");
        Model model = new Model(base + "/import", base + "/template", base, label, outcome);
        return Reply.page("import", "web.import", model)
                .args(Map.of("type", label))
                .under(new Reply.Crumb(label, base))
                .current(base);
    }

    /** What the page told, sent back as a file. */
    public static Reply errors(Visit visit) {
        byte[] content = visit.param("content").getBytes(StandardCharsets.UTF_8);
        return Reply.file("errors.csv", "text/csv;charset=UTF-8", out -> out.write(content));
    }

    Reply post(Visit visit) {
        if (visit.param("step").equals("errors")) return errors(visit);
        Request.Upload upload = visit.upload("file").orElseThrow(() -> Invalid.of("file", "web.files.choose"));
        try (InputStream file = upload.content()) {
            if (visit.param("step").equals("import"))
                return begun(services.imports().later(type.id(), file), base);
            Imports.Report report = services.imports().read(type.id(), file, true);
            Outcome outcome = outcome(services, visit, upload.name(), report);
            return page(visit, List.of(outcome)).status(outcome.errors() > 0 ? 422 : 200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The import goes on by itself; its page tells how far it is, what it did, and holds the bad rows. */
    public static Reply begun(long run, String back) {
        return Reply.redirect("/me/work/" + run + "?back=" + back);
    }

    /** The report in the reader's language. */
    public static Outcome outcome(Services services, Visit visit, String name, Imports.Report report) {
        Function<Violation, String> said = wrong -> services.texts.text(visit.locale(), wrong);
        List<Bad> shown = report.first(SHOWN).stream()
                .map(error ->
                        new Bad(error.sheet(), error.row(), error.violation().field(), said.apply(error.violation())))
                .toList();
        List<Imports.RowError> listed = report.first(LISTED);
        Imports.Report list = new Imports.Report(0, 0, 0, 0, listed);
        return new Outcome(
                name,
                report.rows(),
                report.created(),
                report.updated(),
                report.unchanged(),
                report.errors().size(),
                shown,
                listed.size(),
                listed.isEmpty() ? "" : list.csv(said),
                String.join(", ", report.passedOver()));
    }

    Reply template(Visit visit) {
        boolean csv = visit.param("format").equals("csv");
        Imports.Format format = csv ? Imports.Format.CSV : Imports.Format.XLSX;
        String name = services.texts.text(visit.locale(), type.id() + ".plural") + (csv ? ".csv" : ".xlsx");
        return Reply.file(
                name, BulkSteps.kind(format), out -> services.imports().template(type.id(), format, out));
    }
}
