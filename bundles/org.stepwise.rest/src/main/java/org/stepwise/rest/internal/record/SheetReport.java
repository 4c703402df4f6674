package org.stepwise.rest.internal.record;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.ws.rs.core.Response;
import org.stepwise.kernel.api.record.Imports;
import org.stepwise.kernel.api.text.Texts;

/**
 * What an import did or, with dryRun, would do.
 *
 * @param detail the same in a sentence, with what to do next
 * @param errorCount how many errors there are
 * @param errors the first {@value #MOST} of them
 * @param passedOver columns that the system sets, as the file calls them
 */
public record SheetReport(
        boolean dryRun,
        String detail,
        int rowsRead,
        int created,
        int updated,
        int unchanged,
        int errorCount,
        List<BadRow> errors,
        List<String> passedOver) {
    static final int MOST = 100;

    public static SheetReport of(Imports.Report report, boolean dryRun, Texts texts, Locale locale) {
        List<BadRow> bad = report.first(MOST).stream()
                .map(e -> new BadRow(
                        e.sheet(),
                        e.row(),
                        e.violation().field(),
                        e.violation().code(),
                        texts.text(locale, e.violation())))
                .toList();
        return new SheetReport(
                dryRun,
                texts.text(locale, key(report, dryRun), counts(report)),
                report.rows(),
                report.created(),
                report.updated(),
                report.unchanged(),
                report.errors().size(),
                bad,
                report.passedOver());
    }

    private static String key(Imports.Report report, boolean dryRun) {
        if (!report.errors().isEmpty()) return "rest.import.refused";
        return dryRun ? "rest.import.would" : "rest.import.done";
    }

    private static Map<String, Object> counts(Imports.Report report) {
        return Map.of(
                "rows", report.rows(),
                "created", report.created(),
                "updated", report.updated(),
                "unchanged", report.unchanged(),
                "count", report.errors().size());
    }

    /** 422 when nothing was imported because of bad rows. */
    public Response answer() {
        return Response.status(errorCount == 0 || dryRun ? 200 : 422)
                .entity(this)
                .build();
    }

    /** @param row as users count, the heading is 1 */
    public record BadRow(String sheet, int row, String field, String code, String message) {}
}
