package org.stepwise.paper.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDTableAttributeObject;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes;
import org.stepwise.kernel.api.paper.Paper;
import org.stepwise.paper.internal.Sheets.Ink;

/** One table over as many pages as it needs; a row is broken only when no page could hold it. */
final class Grid {
    private static final float PAD = 4;
    private static final float HAND = 36;
    private final Sheets sheets;
    private final Tags tags;
    private final Lines lines;
    private final Paper.Table table;
    private final float[] starts;
    private final float[] widths;

    Grid(Sheets sheets, Tags tags, Lines lines, Paper.Table table) {
        this.sheets = sheets;
        this.tags = tags;
        this.lines = lines;
        this.table = table;
        int shares = table.columns().stream().mapToInt(Paper.Column::share).sum();
        starts = new float[table.columns().size()];
        widths = new float[starts.length];
        float x = 0;
        for (int at = 0; at < starts.length; at++) {
            starts[at] = x;
            widths[at] = Sheets.WIDTH * table.columns().get(at).share() / shares;
            x += widths[at];
        }
    }

    void set() throws IOException {
        PDStructureElement part = tags.part(StandardStructureTypes.TABLE);
        List<List<String>> head =
                broken(table.columns().stream().map(Paper.Column::name).toList());
        if (sheets.room() < 2 * height(head)) sheets.turn();
        List<PDStructureElement> heads = new ArrayList<>();
        PDStructureElement headRow = tags.part(StandardStructureTypes.TR, part);
        for (int at = 0; at < starts.length; at++) {
            heads.add(tags.head(headRow, PDTableAttributeObject.SCOPE_COLUMN));
        }
        sheets.band(height(head));
        lines(head, 0, longest(head), heads, Ink.LIGHT);
        sheets.down(height(head));
        for (List<String> row : table.rows()) row(part, broken(row), head);
    }

    private List<List<String>> broken(List<String> row) {
        List<List<String>> cells = new ArrayList<>();
        for (int at = 0; at < starts.length; at++) {
            cells.add(lines.of(row.get(at), widths[at] - 2 * PAD, Setting.BODY));
        }
        return cells;
    }

    private static int longest(List<List<String>> cells) {
        return cells.stream().mapToInt(List::size).max().orElse(0);
    }

    private static float height(List<List<String>> cells) {
        return longest(cells) * Setting.LEADING + 2 * PAD;
    }

    private void row(PDStructureElement part, List<List<String>> cells, List<List<String>> head) throws IOException {
        PDStructureElement row = tags.part(StandardStructureTypes.TR, part);
        List<PDStructureElement> parts = new ArrayList<>();
        for (int at = 0; at < starts.length; at++) parts.add(tags.part(StandardStructureTypes.TD, row));
        float least = table.room() == Paper.Room.HAND ? HAND : 0;
        float height = Math.max(least, height(cells));
        if (height > sheets.room() && height <= Sheets.whole() - height(head)) turn(head);
        int all = longest(cells);
        for (int from = 0; from < all; ) {
            if (sheets.room() < Setting.LEADING + 2 * PAD) turn(head);
            int fit = (int) ((sheets.room() - 2 * PAD) / Setting.LEADING);
            int to = Math.min(all, from + fit);
            lines(cells, from, to, parts, Ink.DARK);
            sheets.down(Math.max(least, (to - from) * Setting.LEADING + 2 * PAD));
            sheets.rule(0);
            from = to;
        }
    }

    private void lines(List<List<String>> cells, int from, int to, List<PDStructureElement> parts, Ink ink)
            throws IOException {
        for (int column = 0; column < starts.length; column++) {
            List<String> cell = cells.get(column);
            for (int at = from; at < Math.min(to, cell.size()); at++) {
                String line = cell.get(at);
                float below = PAD + (at - from) * Setting.LEADING + Setting.BODY;
                sheets.text(line, x(column, line), below, Setting.BODY, ink, parts.get(column));
            }
        }
    }

    private float x(int column, String line) {
        return table.columns().get(column).side() == Paper.Side.LEFT
                ? starts[column] + PAD
                : starts[column] + widths[column] - PAD - sheets.width(line, Setting.BODY);
    }

    /** A new page with the head on it once more. */
    private void turn(List<List<String>> head) throws IOException {
        sheets.turn();
        sheets.band(height(head));
        for (int column = 0; column < starts.length; column++) {
            List<String> cell = head.get(column);
            for (int at = 0; at < cell.size(); at++) {
                float below = PAD + at * Setting.LEADING + Setting.BODY;
                sheets.again(cell.get(at), x(column, cell.get(at)), below, Setting.BODY, Ink.LIGHT);
            }
        }
        sheets.down(height(head));
    }
}
