package org.stepwise.paper.internal;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDTableAttributeObject;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes;
import org.stepwise.kernel.api.paper.Paper;
import org.stepwise.paper.internal.Sheets.Ink;

/** Sets the parts of a document one below the other. */
final class Setting {
    private static final float TITLE = 18;
    private static final float HEADING = 12;
    static final float BODY = 9;
    static final float LEADING = 13;
    private static final float NAMES = 120;
    private static final float GAP = 12;
    private static final float KEPT = 60;
    private final Sheets sheets;
    private final Tags tags;
    private final Lines lines;

    Setting(Sheets sheets, Tags tags, Lines lines) {
        this.sheets = sheets;
        this.tags = tags;
        this.lines = lines;
    }

    void set(Paper paper) throws IOException {
        stack(paper.title(), TITLE, TITLE * 1.4f, Ink.DARK, StandardStructureTypes.H1);
        if (!paper.note().isEmpty()) stack(paper.note(), BODY, LEADING, Ink.LIGHT, StandardStructureTypes.P);
        for (Paper.Block block : paper.blocks()) {
            if (block instanceof Paper.Heading heading) heading(heading.text());
            if (block instanceof Paper.Text text) stack(text.text(), BODY, LEADING, Ink.DARK, StandardStructureTypes.P);
            if (block instanceof Paper.Facts facts) facts(facts.facts());
            if (block instanceof Paper.Table table) new Grid(sheets, tags, lines, table).set();
        }
    }

    private void heading(String text) throws IOException {
        if (sheets.room() < KEPT + GAP) sheets.turn();
        else sheets.down(GAP);
        stack(text, HEADING, HEADING * 1.5f, Ink.DARK, StandardStructureTypes.H2);
    }

    private void stack(String text, float size, float leading, Ink ink, String type) throws IOException {
        PDStructureElement part = tags.part(type);
        for (String line : lines.of(text, Sheets.WIDTH, size)) {
            if (sheets.room() < leading) sheets.turn();
            sheets.text(line, 0, size, size, ink, part);
            sheets.down(leading);
        }
    }

    private void facts(List<Paper.Fact> facts) throws IOException {
        PDStructureElement table = tags.part(StandardStructureTypes.TABLE);
        for (Paper.Fact fact : facts) {
            PDStructureElement row = tags.part(StandardStructureTypes.TR, table);
            PDStructureElement head = tags.head(row, PDTableAttributeObject.SCOPE_ROW);
            PDStructureElement value = tags.part(StandardStructureTypes.TD, row);
            List<String> names = lines.of(fact.name(), NAMES - GAP, BODY);
            List<String> values = lines.of(fact.value(), Sheets.WIDTH - NAMES, BODY);
            for (int at = 0; at < Math.max(names.size(), values.size()); at++) {
                if (sheets.room() < LEADING) sheets.turn();
                if (at < names.size()) sheets.text(names.get(at), 0, BODY, BODY, Ink.LIGHT, head);
                if (at < values.size()) sheets.text(values.get(at), NAMES, BODY, BODY, Ink.DARK, value);
                sheets.down(LEADING);
            }
        }
    }
}
