package org.stepwise.kernel.internal.directory.orgimport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.stepwise.kernel.api.Invalid;

/**
 * Reads a spreadsheet, a csv file or a zip of csv files into lines. Sizes are checked before anything is unpacked: 40 MB packed, 400 MB
 * unpacked, 200,000 rows, 60 columns.
 */
final class SheetReader {
    private static final int PACKED = 40 << 20;
    private static final long UNPACKED = 400L << 20;
    private static final int ROWS = 200_000;
    private static final int COLUMNS = 60;
    private static final int ENTRIES = 500;

    private final Headings headings;
    private final Findings findings;
    private final Map<SheetKind, List<Line>> lines = new EnumMap<>(SheetKind.class);
    private int rows;

    SheetReader(Headings headings, Findings findings) {
        this.headings = headings;
        this.findings = findings;
    }

    /** @throws Invalid when it is no spreadsheet, too large, or holds no known sheet */
    Map<SheetKind, List<Line>> read(InputStream file, String filename) {
        try {
            byte[] content = file.readNBytes(PACKED + 1);
            if (content.length > PACKED) throw tooLarge();
            if (content.length > 3 && content[0] == 'P' && content[1] == 'K') zip(content);
            else csv(content, filename);
        } catch (IOException | ExcelReaderException e) {
            throw unreadable();
        }
        if (lines.isEmpty() && findings.none()) throw Invalid.of("file", "directory.import.noSheet");
        return lines;
    }

    /** By way of a file: writers of workbooks leave sizes to the directory at a zip's end. */
    private void zip(byte[] content) throws IOException {
        Path file = Files.createTempFile("stepwise-import", ".zip");
        try {
            Files.write(file, content);
            try (ZipFile zip = new ZipFile(file.toFile())) {
                List<? extends ZipEntry> entries = measured(zip);
                boolean workbook =
                        entries.stream().anyMatch(entry -> entry.getName().equals("[Content_Types].xml"));
                if (workbook) xlsx(file);
                else zipOfCsv(zip, entries);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** The entries, after counting what they unpack to. */
    private static List<? extends ZipEntry> measured(ZipFile zip) throws IOException {
        if (zip.size() > ENTRIES) throw tooLarge();
        List<? extends ZipEntry> entries = zip.stream().toList();
        byte[] buffer = new byte[1 << 16];
        long unpacked = 0;
        for (ZipEntry entry : entries) {
            try (InputStream in = zip.getInputStream(entry)) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    unpacked += read;
                    if (unpacked > UNPACKED) throw tooLarge();
                }
            }
        }
        return entries;
    }

    private void zipOfCsv(ZipFile zip, List<? extends ZipEntry> entries) throws IOException {
        for (ZipEntry entry : entries) {
            if (!entry.getName().toLowerCase(Locale.ROOT).endsWith(".csv")) continue;
            try (InputStream in = zip.getInputStream(entry)) {
                csv(in.readAllBytes(), entry.getName());
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

    private static List<String> cells(Row row) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < Math.min(row.getCellCount(), COLUMNS + 1); i++) {
            cells.add(row.getOptionalCell(i).map(SheetReader::text).orElse(""));
        }
        return cells;
    }

    private static String text(Cell cell) {
        if (cell.getType() == CellType.NUMBER) return cell.asNumber().toPlainString();
        String text = cell.getType() == CellType.FORMULA ? cell.getRawValue() : cell.getText();
        return text == null ? "" : text;
    }

    private void csv(byte[] content, String filename) throws IOException {
        Target target = new Target(filename);
        try (CSVParser parser = CSVParser.parse(decode(content), CSVFormat.RFC4180)) {
            for (CSVRecord row : parser) target.take((int) row.getRecordNumber(), row.toList());
        } catch (IllegalArgumentException | java.io.UncheckedIOException e) {
            throw unreadable();
        }
    }

    /** UTF-8, or what Chinese spreadsheet programs write. */
    private static String decode(byte[] content) {
        for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"))) {
            try {
                String text =
                        charset.newDecoder().decode(ByteBuffer.wrap(content)).toString();
                if (text.indexOf('\0') >= 0) throw unreadable();
                return text.startsWith("\uFEFF") ? text.substring(1) : text;
            } catch (CharacterCodingException e) {
                continue;
            }
        }
        throw unreadable();
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
            if (columns.isEmpty()) head(number, cells);
            else kind.ifPresent(found -> body(found, number, cells));
        }

        private void head(int number, List<String> cells) {
            if (cells.size() > COLUMNS) throw tooLarge();
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
            if (++rows > ROWS) throw tooLarge();
            Map<String, String> values = new LinkedHashMap<>();
            List<String> known = columns.orElseThrow();
            for (int i = 0; i < known.size(); i++) {
                if (!known.get(i).isBlank())
                    values.put(known.get(i), i < cells.size() ? cells.get(i).strip() : "");
            }
            lines.get(found).add(new Line(name, number, values));
        }
    }

    private static Invalid tooLarge() {
        return Invalid.of("file", "directory.import.tooLarge");
    }

    private static Invalid unreadable() {
        return Invalid.of("file", "directory.import.unreadable");
    }
}
