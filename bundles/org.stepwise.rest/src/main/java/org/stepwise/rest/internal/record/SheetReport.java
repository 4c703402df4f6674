package org.stepwise.rest.internal.record;

import java.util.List;
import java.util.Locale;
import javax.ws.rs.core.Response;
import org.stepwise.kernel.api.record.Imports;
import org.stepwise.kernel.api.text.Texts;

/** What an import did or, with dryRun, would do. @param passedOver columns that the system sets, as the file calls them */
public record SheetReport(
        boolean dryRun,
        int rowsRead,
        int created,
        int updated,
        int unchanged,
        List<BadRow> errors,
        List<String> passedOver) {
    public static SheetReport of(Imports.Report report, boolean dryRun, Texts texts, Locale locale) {
        List<BadRow> bad = report.errors().stream()
                .map(e -> new BadRow(
                        e.sheet(),
                        e.row(),
                        e.violation().field(),
                        e.violation().code(),
                        texts.text(locale, e.violation())))
                .toList();
        return new SheetReport(
                dryRun,
                report.rows(),
                report.created(),
                report.updated(),
                report.unchanged(),
                bad,
                report.passedOver());
    }

    /** 422 when nothing was imported because of bad rows. */
    public Response answer() {
        return Response.status(errors.isEmpty() || dryRun ? 200 : 422)
                .entity(this)
                .build();
    }

    /** @param row as users count, the heading is 1 */
    public record BadRow(String sheet, int row, String field, String code, String message) {}
}
