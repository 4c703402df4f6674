package org.stepwise.kernel.api.record;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;
import org.stepwise.kernel.api.Violation;

/**
 * Import and export of one record type as xlsx or csv (REC-7). The first row names fields (names of the API, or labels in either
 * language). Rows with the same unique key are updated. All or nothing; parsed and validated without a transaction, written in
 * one short one.
 */
@ProviderType
public interface Imports {
    /** File formats, recognised by content. */
    enum Format {
        XLSX,
        CSV
    }

    /** @param dryRun only says what would happen */
    Report read(String type, InputStream file, boolean dryRun);

    /**
     * The bad rows of a file with two more columns, where and what is wrong; to be mended and imported again as it is.
     *
     * @return how many; 0 when all is well
     * @throws org.stepwise.kernel.api.Invalid when its headings are wrong
     */
    int badRows(String type, InputStream file, Format format, OutputStream out);

    /**
     * Imports in the background, all or nothing, with progress; may be cancelled. Bad rows are left with the run as a file that has the
     * reasons, in the kind of the file that came.
     *
     * @return the run's id in Jobs
     */
    long later(String type, InputStream file);

    /** @return rows written */
    long write(String type, Query query, Format format, OutputStream file);

    /** An empty file with headings, and a sheet that explains the fields. */
    void template(String type, Format format, OutputStream file);

    /**
     * @param errors every bad row, with its row number in the file as users count (heading = 1); empty when all is well
     * @param passedOver headings of columns that were not read, because the system sets them
     */
    record Report(int rows, int created, int updated, int unchanged, List<RowError> errors, List<String> passedOver) {
        public Report(int rows, int created, int updated, int unchanged, List<RowError> errors) {
            this(rows, created, updated, unchanged, errors, List.of());
        }

        /** The first of the errors, for answers that must not grow with the file. */
        public List<RowError> first(int most) {
            return errors.subList(0, Math.min(most, errors.size()));
        }

        /**
         * The errors as a csv file, with a mark by which spreadsheets know UTF-8.
         *
         * @param reason says a violation in the reader's language
         */
        public String csv(Function<Violation, String> reason) {
            StringBuilder out = new StringBuilder("\uFEFFsheet,row,column,reason\r\n");
            for (RowError error : errors) {
                Violation wrong = error.violation();
                out.append(quoted(error.sheet()))
                        .append(',')
                        .append(error.row())
                        .append(',');
                out.append(quoted(wrong.field())).append(',').append(quoted(reason.apply(wrong)));
                out.append("\r\n");
            }
            return out.toString();
        }

        /** A text that begins like a formula stays text. */
        private static String quoted(String text) {
            boolean formula = !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0;
            return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
        }
    }

    /** What is wrong in one row. */
    record RowError(String sheet, int row, Violation violation) {}
}
