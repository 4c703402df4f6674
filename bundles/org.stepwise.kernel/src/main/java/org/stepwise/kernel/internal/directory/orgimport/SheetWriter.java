package org.stepwise.kernel.internal.directory.orgimport;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.stepwise.kernel.api.text.Texts;

/** Writes sheets. In csv files a text that a spreadsheet program would take for a formula gets an apostrophe before it. */
record SheetWriter(Texts texts, Locale locale) {
    private static final String FORMULA = "=+-@\t\r";
    private static final String PHONE = "\\+?[0-9][0-9 ()/-]*";

    void workbook(Map<SheetKind, List<List<String>>> tables, OutputStream file) {
        try (Workbook book = new Workbook(file, "Stepwise", "1.0")) {
            tables.forEach((kind, rows) -> sheet(book, kind, rows));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void template(OutputStream file) {
        Map<SheetKind, List<List<String>>> empty = new EnumMap<>(SheetKind.class);
        for (SheetKind kind : SheetKind.values()) empty.put(kind, List.of());
        try (Workbook book = new Workbook(file, "Stepwise", "1.0")) {
            empty.forEach((kind, rows) -> sheet(book, kind, rows));
            explanation(book);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sheet(Workbook book, SheetKind kind, List<List<String>> rows) {
        Worksheet sheet = book.newWorksheet(kind.sheet());
        headings(sheet, kind.columns());
        for (int i = 0; i < rows.size(); i++) {
            List<String> cells = rows.get(i);
            for (int j = 0; j < cells.size(); j++) {
                if (!cells.get(j).isEmpty()) sheet.value(i + 1, j, cells.get(j));
            }
        }
    }

    private static void headings(Worksheet sheet, List<String> columns) {
        for (int i = 0; i < columns.size(); i++) {
            sheet.value(0, i, columns.get(i));
            sheet.style(0, i).bold().set();
            sheet.width(i, 18);
        }
        sheet.freezePane(0, 1);
    }

    /** What each column means, in the reader's language; no sheet of that name is imported. */
    private void explanation(Workbook book) {
        Worksheet sheet = book.newWorksheet(texts.text(locale, "directory.import.explanation"));
        int row = 0;
        for (SheetKind kind : SheetKind.values()) {
            for (String column : kind.columns()) {
                sheet.value(row, 0, kind.sheet());
                sheet.value(row, 1, column);
                sheet.value(row, 2, texts.text(locale, "directory.import.column." + column));
                if (kind.required().contains(column)) sheet.value(row, 3, "*");
                sheet.value(row++, 4, texts.text(locale, "directory.import.help." + column));
            }
        }
        sheet.width(2, 18);
        sheet.width(4, 90);
    }

    static void zip(Map<SheetKind, List<List<String>>> tables, OutputStream file) {
        try (ZipOutputStream zip = new ZipOutputStream(file, StandardCharsets.UTF_8)) {
            for (Map.Entry<SheetKind, List<List<String>>> table : tables.entrySet()) {
                zip.putNextEntry(new ZipEntry(table.getKey().sheet() + ".csv"));
                zip.write(csv(table.getKey(), table.getValue()).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String csv(SheetKind kind, List<List<String>> rows) throws IOException {
        StringWriter text = new StringWriter();
        text.write('\uFEFF');
        try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
            printer.printRecord(kind.columns());
            for (List<String> row : rows)
                printer.printRecord(row.stream().map(SheetWriter::harmless).toList());
        }
        return text.toString();
    }

    /** A telephone number may begin with a plus sign and stays as it is. */
    static String harmless(String text) {
        boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 && !text.matches(PHONE);
        return formula ? "'" + text : text;
    }
}
