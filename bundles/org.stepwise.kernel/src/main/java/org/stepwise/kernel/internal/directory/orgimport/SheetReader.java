package org.stepwise.kernel.internal.directory.orgimport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
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
import org.stepwise.sheets.SheetRefused;
import org.stepwise.sheets.SheetRules;
import org.stepwise.sheets.Sheets;

/** Reads a spreadsheet, a csv file or a zip of csv files into lines. Sizes are checked before anything is unpacked. */
final class SheetReader {
    private static final long CHARACTERS = 40_000_000;

    private final Headings headings;
    private final Findings findings;
    private final Sheets sheets;
    private final Map<SheetKind, List<Line>> lines = new EnumMap<>(SheetKind.class);
    private int rows;
    private long characters;

    SheetReader(Headings headings, Findings findings, SheetRules rules) {
        this.sheets = new Sheets(rules);
        this.headings = headings;
        this.findings = findings;
    }

    /** @throws Invalid when it is no spreadsheet, too large, or holds no known sheet */
    Map<SheetKind, List<Line>> read(InputStream file, String filename) {
        try {
            Path content = sheets.keep(file);
            try {
                read(content, filename);
            } finally {
                Files.deleteIfExists(content);
            }
        } catch (Invalid e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw (Problem) refused(SheetRefused.reason(e)).initCause(e);
        }
        if (lines.isEmpty() && findings.none()) throw Invalid.of("file", "directory.import.noSheet");
        return lines;
    }

    private void read(Path content, String filename) throws IOException {
        try (InputStream in = Files.newInputStream(content)) {
            if (!Arrays.equals(in.readNBytes(2), new byte[] {'P', 'K'})) {
                csv(content, filename);
                return;
            }
        }
        sheets.check(content);
        try (ZipFile zip = new ZipFile(content.toFile())) {
            if (zip.getEntry("[Content_Types].xml") == null) zipOfCsv(zip);
            else xlsx(content);
        }
    }

    private Problem refused(SheetRefused.Reason reason) {
        return switch (reason) {
            case TOO_LARGE -> tooLarge();
            case FORMAT -> unreadable();
            case ENCODING -> Invalid.of("file", "directory.import.encoding");
            case NO_ROOM -> new Unavailable("kernel.problem.diskFull");
        };
    }

    private void zipOfCsv(ZipFile zip) throws IOException {
        for (ZipEntry entry : zip.stream().toList()) {
            if (!entry.getName().toLowerCase(Locale.ROOT).endsWith(".csv")) continue;
            Path file = sheets.keep(zip.getInputStream(entry));
            try {
                csv(file, entry.getName());
            } finally {
                Files.deleteIfExists(file);
            }
        }
    }

    private void xlsx(Path file) throws IOException {
        try (ReadableWorkbook book = new ReadableWorkbook(file.toFile())) {
            for (Sheet sheet : book.getSheets().toList()) {
                try (Stream<Row> stream = sheet.openStream()) {
                    Target target = new Target(sheet.getName());
                    stream.forEach(row -> target.take(row.getRowNum(), cells(row)));
                }
            }
        }
    }

    private List<String> cells(Row row) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < Math.min(row.getCellCount(), sheets.rules().columns() + 1); i++) {
            cells.add(row.getOptionalCell(i).map(SheetReader::text).orElse(""));
        }
        return cells;
    }

    private static String text(Cell cell) {
        if (cell.getType() == CellType.NUMBER) return cell.asNumber().toPlainString();
        String text = cell.getType() == CellType.FORMULA ? cell.getRawValue() : cell.getText();
        return text == null ? "" : text;
    }

    private void csv(Path file, String filename) throws IOException {
        Target target = new Target(filename);
        Charset charset = Sheets.encoding(file);
        try (CSVParser parser = CSVParser.parse(sheets.text(file, charset, ','), CSVFormat.RFC4180)) {
            for (CSVRecord row : parser) target.take((int) row.getRecordNumber(), row.toList());
        }
    }

    /** Takes the rows of one sheet: the first that is not empty has the headings. */
    private final class Target {
        private final String name;
        private Optional<List<String>> columns = Optional.empty();
        private Optional<SheetKind> kind = Optional.empty();

        Target(String name) {
            this.name = name;
        }

        void take(int number, List<String> cells) {
            if (cells.stream().allMatch(String::isBlank)) return;
            for (String cell : cells) {
                if (cell.length() > sheets.rules().cellCharacters()) throw tooLarge();
                characters += cell.length();
            }
            if (characters > CHARACTERS) throw tooLarge();
            if (columns.isEmpty()) head(number, cells);
            else kind.ifPresent(found -> body(found, number, cells));
        }

        private void head(int number, List<String> cells) {
            if (cells.size() > sheets.rules().columns()) throw tooLarge();
            List<String> known = cells.stream().map(headings::column).toList();
            columns = Optional.of(known);
            kind = SheetKind.named(name).or(() -> SheetKind.headed(known));
            kind.ifPresent(found -> {
                lines.computeIfAbsent(found, k -> new ArrayList<>());
                check(found, number, known);
            });
        }

        private void check(SheetKind found, int number, List<String> known) {
            Set<String> seen = new HashSet<>();
            for (String column : known) {
                if (column.isBlank()) continue;
                boolean fits = found.columns().contains(column);
                String key = fits ? "directory.import.columnTwice" : "directory.import.columnUnknown";
                Map<String, Object> args = Map.of("column", column, "known", String.join(", ", found.columns()));
                if (!fits || !seen.add(column)) findings.add(name, number, column, key, args);
            }
            for (String column : found.required()) {
                if (!known.contains(column)) {
                    findings.add(name, number, column, "directory.import.columnMissing", Map.of("column", column));
                }
            }
        }

        private void body(SheetKind found, int number, List<String> cells) {
            if (++rows > sheets.rules().organisationRows()) throw tooLarge();
            Map<String, String> values = new LinkedHashMap<>();
            List<String> known = columns.orElseThrow();
            for (int i = 0; i < known.size(); i++) {
                if (!known.get(i).isBlank())
                    values.put(known.get(i), i < cells.size() ? cells.get(i).strip() : "");
            }
            lines.get(found).add(new Line(name, number, values));
        }
    }

    private Invalid tooLarge() {
        SheetRules rules = sheets.rules();
        Map<String, Object> most = Map.of(
                "file", rules.fileMegabytes(),
                "unpacked", rules.unpackedMegabytes(),
                "rows", rules.organisationRows(),
                "columns", rules.columns(),
                "cell", rules.cellCharacters());
        return Invalid.of("file", "directory.import.tooLarge", most);
    }

    private static Invalid unreadable() {
        return Invalid.of("file", "directory.import.unreadable");
    }
}
