package org.stepwise.records.internal.transfer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
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
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.stepwise.kernel.api.Invalid;

/** Reads the first sheet of an xlsx file, or a csv file in UTF-8, UTF-16 or GB18030; the format is told by the content. */
final class SheetFile {
    private static final int MOST_ROWS = 100_000;
    private static final int MOST_BYTES = 64_000_000;
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final String FORMULA = "=+-@";
    private final List<String> headings = new ArrayList<>();
    private final Spool rows = new Spool();
    private String name = "";

    private SheetFile() {}

    /** @throws Invalid when it is no such file, holds nothing, or too much */
    static Table read(InputStream file) {
        SheetFile read = new SheetFile();
        try {
            read.content(new BufferedInputStream(file));
            if (read.rows.size() == 0) throw Invalid.of("", "kernel.import.empty");
            return new Table(read.name, List.copyOf(read.headings), read.rows);
        } catch (ExcelReaderException | IOException | UncheckedIOException e) {
            read.rows.close();
            throw (Invalid) Invalid.of("", "kernel.import.format").initCause(e);
        } catch (Invalid e) {
            read.rows.close();
            throw e;
        }
    }

    private void content(BufferedInputStream content) throws IOException {
        content.mark(ZIP.length);
        boolean zip = Arrays.equals(content.readNBytes(ZIP.length), ZIP);
        content.reset();
        if (zip) xlsx(content);
        else csv(content.readNBytes(MOST_BYTES));
    }

    private void xlsx(InputStream content) throws IOException {
        try (ReadableWorkbook book = new ReadableWorkbook(content)) {
            Sheet sheet = book.getFirstSheet();
            name = sheet.getName();
            try (Stream<Row> lines = sheet.openStream()) {
                lines.forEach(line -> {
                    List<Object> cells = new ArrayList<>();
                    for (int i = 0; i < line.getCellCount(); i++) cells.add(value(line.getCell(i)));
                    take(line.getRowNum(), cells);
                });
            }
        }
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

    private void csv(byte[] content) throws IOException {
        String text = decoded(content);
        if (text.indexOf('\0') >= 0) throw Invalid.of("", "kernel.import.format");
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter(text))
                .setIgnoreEmptyLines(false)
                .get();
        try (CSVParser parser = CSVParser.parse(text, format)) {
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

    private static char delimiter(String text) {
        String first = text.lines().findFirst().orElse("");
        char best = ',';
        for (char one : new char[] {',', ';', '\t'}) {
            if (count(first, one) > count(first, best)) best = one;
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    private static String decoded(byte[] content) {
        if (starts(content, 0xEF, 0xBB, 0xBF))
            return new String(content, 3, content.length - 3, StandardCharsets.UTF_8);
        if (starts(content, 0xFE, 0xFF) || starts(content, 0xFF, 0xFE)) {
            return new String(content, StandardCharsets.UTF_16);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(content, Charset.forName("GB18030"));
        }
    }

    private static boolean starts(byte[] content, int... mark) {
        if (content.length < mark.length) return false;
        for (int i = 0; i < mark.length; i++) if ((content[i] & 0xFF) != mark[i]) return false;
        return true;
    }

    private void take(int number, List<Object> cells) {
        if (cells.stream().allMatch(cell -> cell == null)) return;
        if (headings.isEmpty()) {
            cells.forEach(cell -> headings.add(cell == null ? "" : cell.toString()));
            return;
        }
        if (rows.size() == MOST_ROWS) throw Invalid.of("", "kernel.import.tooMany", Map.of("max", MOST_ROWS));
        rows.add(new Table.Line(number, cells));
    }
}
