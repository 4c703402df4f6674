package org.stepwise.records.internal.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.record.Imports;
import org.stepwise.sheets.SheetRefused;
import org.stepwise.sheets.SheetRules;
import org.stepwise.sheets.Sheets;

/** Reads the first sheet of an xlsx file, or a csv file in UTF-8, UTF-16 or GB18030; the content tells which. */
final class SheetFile {
    private static final long MOST_CHARACTERS = 200_000_000;
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final String FORMULA = "=+-@";
    private final List<String> headings = new ArrayList<>();
    private final Spool rows = new Spool();
    private final Sheets sheets;
    private String name = "";
    private long characters;

    private SheetFile(SheetRules rules) {
        this.sheets = new Sheets(rules);
    }

    /** @throws Invalid when it is no such file, holds nothing, or too much @throws Unavailable when the disk is full */
    static Table read(InputStream file, SheetRules rules) {
        SheetFile read = new SheetFile(rules);
        try {
            read.content(file);
            if (read.rows.size() == 0) throw Invalid.of("", "kernel.import.empty");
            return new Table(read.name, List.copyOf(read.headings), read.rows);
        } catch (Invalid e) {
            read.rows.close();
            throw e;
        } catch (IOException | RuntimeException e) {
            read.rows.close();
            throw refused(rules, e);
        }
    }

    /** Keeps a file until it is read. */
    static Path keep(InputStream file, SheetRules rules) {
        try {
            return new Sheets(rules).keep(file);
        } catch (IOException e) {
            throw refused(rules, e);
        }
    }

    private static Problem refused(SheetRules rules, Exception failure) {
        Problem problem = refused(rules, SheetRefused.reason(failure));
        problem.initCause(failure);
        return problem;
    }

    private static Problem refused(SheetRules rules, SheetRefused.Reason reason) {
        return switch (reason) {
            case TOO_LARGE -> tooLarge(rules);
            case FORMAT -> Invalid.of("", "kernel.import.format");
            case ENCODING -> Invalid.of("", "kernel.import.encoding");
            case NO_ROOM -> new Unavailable("kernel.problem.diskFull");
        };
    }

    private Invalid tooLarge() {
        return tooLarge(sheets.rules());
    }

    private static Invalid tooLarge(SheetRules rules) {
        Map<String, Object> most = Map.of(
                "file", rules.fileMegabytes(),
                "unpacked", rules.unpackedMegabytes(),
                "cell", rules.cellCharacters(),
                "columns", rules.columns());
        return Invalid.of("", "kernel.import.tooLarge", most);
    }

    private void content(InputStream upload) throws IOException {
        Path file = sheets.keep(upload);
        try {
            if (zip(file)) xlsx(file);
            else csv(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    static Imports.Format format(Path file) throws IOException {
        return zip(file) ? Imports.Format.XLSX : Imports.Format.CSV;
    }

    private static boolean zip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
        }
    }

    private void xlsx(Path file) throws IOException {
        sheets.check(file);
        try (ReadableWorkbook book = new ReadableWorkbook(file.toFile())) {
            Sheet sheet = book.getFirstSheet();
            name = sheet.getName();
            try (Stream<Row> lines = sheet.openStream()) {
                lines.forEach(line -> take(line.getRowNum(), cells(line)));
            }
        }
    }

    private static List<Object> cells(Row line) {
        List<Object> cells = new ArrayList<>();
        int filled = 0;
        for (int i = 0; i < line.getCellCount(); i++) {
            cells.add(value(line.getCell(i)));
            if (cells.get(i) != null) filled = i + 1;
        }
        return new ArrayList<>(cells.subList(0, filled));
    }

    private static Object value(Cell cell) {
        if (cell == null || cell.getType() == CellType.EMPTY || cell.getType() == CellType.ERROR) return null;
        return switch (cell.getType()) {
            case NUMBER -> cell.asNumber();
            case BOOLEAN -> cell.asBoolean();
            case STRING -> text(cell.asString());
            default -> text(cell.getText());
        };
    }

    private static Object text(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private void csv(Path file) throws IOException {
        Charset charset = Sheets.encoding(file);
        char delimiter = delimiter(sheets.firstLine(file, charset));
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(false)
                .get();
        try (CSVParser parser = CSVParser.parse(sheets.text(file, charset, delimiter), format)) {
            for (CSVRecord line : parser) {
                List<Object> cells = new ArrayList<>();
                for (String cell : line) cells.add(text(plain(cell)));
                take((int) line.getRecordNumber(), cells);
            }
        }
    }

    /** Exports put an apostrophe before what a spreadsheet would take for a formula. */
    private static String plain(String cell) {
        boolean guarded = cell.length() > 1 && cell.charAt(0) == '\'' && FORMULA.indexOf(cell.charAt(1)) >= 0;
        return guarded ? cell.substring(1) : cell;
    }

    private static char delimiter(String first) {
        char best = ',';
        for (char one : new char[] {',', ';', '\t'}) {
            if (count(first, one) > count(first, best)) best = one;
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    private void take(int number, List<Object> cells) {
        if (cells.stream().allMatch(cell -> cell == null)) return;
        if (cells.size() > sheets.rules().columns()) throw tooLarge();
        long length = 0;
        for (Object cell : cells) {
            if (!(cell instanceof String text)) continue;
            if (text.length() > sheets.rules().cellCharacters()) throw tooLarge();
            length += text.length();
        }
        characters += length;
        if (length > Sheets.ROW || characters > MOST_CHARACTERS) throw tooLarge();
        if (headings.isEmpty()) {
            cells.forEach(cell -> headings.add(cell == null ? "" : cell.toString()));
            return;
        }
        int most = sheets.rules().rows();
        if (rows.size() == most) throw Invalid.of("", "kernel.import.tooMany", Map.of("max", most));
        rows.add(new Table.Line(number, cells));
    }
}
