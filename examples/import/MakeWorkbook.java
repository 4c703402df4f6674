import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes the workbook from the csv files beside it, always the same bytes:
 * {@code java examples/import/MakeWorkbook.java examples/import/sales examples/import/sales.xlsx}.
 */
public final class MakeWorkbook {
    private static final List<String> SHEETS = List.of("units", "posts", "people", "positions");
    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final String KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private MakeWorkbook() {}

    public static void main(String[] args) throws IOException {
        try (OutputStream file = Files.newOutputStream(Path.of(args[1]));
                ZipOutputStream zip = new ZipOutputStream(file)) {
            put(zip, "[Content_Types].xml", contentTypes());
            put(zip, "_rels/.rels", relations(relation(1, "officeDocument", "xl/workbook.xml")));
            put(zip, "xl/workbook.xml", workbook());
            String sheets = each(i -> relation(i + 1, "worksheet", "worksheets/" + SHEETS.get(i) + ".xml"));
            put(zip, "xl/_rels/workbook.xml.rels", relations(sheets + relation(9, "styles", "styles.xml")));
            put(zip, "xl/styles.xml", styles());
            for (String sheet : SHEETS) put(zip, "xl/worksheets/" + sheet + ".xml", sheet(Path.of(args[0], sheet + ".csv")));
        }
    }

    private static String contentTypes() {
        return "<Types xmlns=\"" + PACKAGE + "content-types\">"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + type("xl/workbook.xml", "sheet.main+xml") + type("xl/styles.xml", "styles+xml")
                + each(i -> type("xl/worksheets/" + SHEETS.get(i) + ".xml", "worksheet+xml")) + "</Types>";
    }

    private static String type(String part, String kind) {
        return "<Override PartName=\"/" + part + "\" ContentType=\"" + KIND + kind + "\"/>";
    }

    private static String relations(String inner) {
        return "<Relationships xmlns=\"" + PACKAGE + "relationships\">" + inner + "</Relationships>";
    }

    private static String relation(int id, String kind, String target) {
        return "<Relationship Id=\"r" + id + "\" Type=\"" + OFFICE + "/" + kind + "\" Target=\"" + target + "\"/>";
    }

    private static String workbook() {
        return "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + OFFICE + "\"><sheets>"
                + each(i -> "<sheet name=\"" + SHEETS.get(i) + "\" sheetId=\"" + (i + 1) + "\" r:id=\"r" + (i + 1) + "\"/>")
                + "</sheets></workbook>";
    }

    /** Style 0 plain text, style 1 the bold heading. */
    private static String styles() {
        return "<styleSheet xmlns=\"" + MAIN + "\"><fonts count=\"2\"><font><sz val=\"11\"/></font><font><b/><sz val=\"11\"/></font></fonts>"
                + "<fills count=\"1\"><fill><patternFill patternType=\"none\"/></fill></fills><borders count=\"1\"><border/></borders>"
                + "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"2\"><xf numFmtId=\"49\" applyNumberFormat=\"1\"/>"
                + "<xf numFmtId=\"49\" fontId=\"1\" applyFont=\"1\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>";
    }

    private static String sheet(Path csv) throws IOException {
        List<String> lines = Files.readAllLines(csv);
        int columns = lines.get(0).split(",").length;
        String rows = IntStream.range(0, lines.size())
                .mapToObj(row -> "<row r=\"" + (row + 1) + "\">" + cells(lines.get(row).split(",", -1), row) + "</row>")
                .collect(Collectors.joining());
        return "<worksheet xmlns=\"" + MAIN + "\"><sheetViews><sheetView workbookViewId=\"0\">"
                + "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>"
                + "<cols><col min=\"1\" max=\"" + columns + "\" width=\"20\" customWidth=\"1\"/></cols>"
                + "<sheetData>" + rows + "</sheetData></worksheet>";
    }

    private static String cells(String[] cells, int row) {
        return IntStream.range(0, cells.length)
                .filter(column -> !cells[column].isEmpty())
                .mapToObj(column -> "<c r=\"" + (char) ('A' + column) + (row + 1) + "\" s=\"" + (row == 0 ? 1 : 0)
                        + "\" t=\"inlineStr\"><is><t>" + escaped(cells[column]) + "</t></is></c>")
                .collect(Collectors.joining());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String each(java.util.function.IntFunction<String> part) {
        return IntStream.range(0, SHEETS.size()).mapToObj(part).collect(Collectors.joining());
    }

    private static void put(ZipOutputStream zip, String name, String content) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
        try {
            zip.putNextEntry(entry);
            zip.write((XML + content).getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
