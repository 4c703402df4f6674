package org.stepwise.records.internal.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.stepwise.kernel.api.record.Imports;

/** Writes a sheet row by row, keeping no rows. Texts stay texts: none of them becomes a formula where it is opened. */
abstract class Writing implements AutoCloseable {
    private static final String FORMULA = "=+-@\t\r";

    static Writing of(Imports.Format format, OutputStream out, String sheet) {
        return format == Imports.Format.XLSX ? new Xlsx(out, sheet) : new Csv(out);
    }

    /** Texts, numbers, days; null for an empty cell. */
    abstract void row(List<?> cells);

    /** A further sheet; what has no sheets leaves it out. */
    boolean sheet(String name) {
        return false;
    }

    @Override
    public abstract void close();

    private static final class Csv extends Writing {
        private final CSVPrinter printer;

        Csv(OutputStream out) {
            try {
                Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                writer.write('\ufeff');
                printer = new CSVPrinter(writer, CSVFormat.RFC4180);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        void row(List<?> cells) {
            try {
                for (Object cell : cells) printer.print(cell == null ? "" : plain(cell));
                printer.println();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String plain(Object cell) {
            if (cell instanceof BigDecimal number) return number.toPlainString();
            String text = cell.toString();
            boolean risky = cell instanceof String && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
            return risky ? "'" + text : text;
        }

        @Override
        public void close() {
            try {
                printer.close(true);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Xlsx extends Writing {
        private static final int FLUSHED = 500;
        private static final int LONGEST = 32_767;
        private final Workbook book;
        private Worksheet sheet;
        private int next;

        Xlsx(OutputStream out, String name) {
            book = new Workbook(out, "Stepwise", "1.0");
            sheet = book.newWorksheet(name);
        }

        @Override
        boolean sheet(String name) {
            finish();
            sheet = book.newWorksheet(name);
            next = 0;
            return true;
        }

        @Override
        void row(List<?> cells) {
            for (int i = 0; i < cells.size(); i++) cell(i, cells.get(i));
            next++;
            if (next % FLUSHED != 0) return;
            try {
                sheet.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void cell(int at, Object value) {
            if (value instanceof Number number) sheet.value(next, at, number);
            else if (value instanceof LocalDate day) {
                sheet.value(next, at, day);
                sheet.style(next, at).format("yyyy-mm-dd").set();
            } else if (value != null) {
                String text = value.toString();
                sheet.inlineString(next, at, text.length() > LONGEST ? text.substring(0, LONGEST) : text);
            }
        }

        private void finish() {
            try {
                sheet.finish();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            finish();
            try {
                book.finish();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
