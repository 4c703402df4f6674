package org.stepwise.paper.internal;

import java.io.Closeable;
import java.io.IOException;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;

/** The pages, filled from top to bottom. All measures are points of 1/72 inch. */
final class Sheets implements Closeable {
    static final float MARGIN = 54;
    static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
    private static final float TOP = PDRectangle.A4.getHeight() - MARGIN;
    private static final float BOTTOM = MARGIN + 18;
    private static final float SMALL = 8;
    private static final float FAINT = 0.45f;
    private static final float HAIR = 0.5f;
    private final PDDocument document;
    private final Letters letters;
    private final Tags tags;
    private PDPage page;
    private PDPageContentStream out;
    private float y;

    Sheets(PDDocument document, Letters letters, Tags tags) throws IOException {
        this.document = document;
        this.letters = letters;
        this.tags = tags;
        this.page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        this.out = new PDPageContentStream(document, page);
        this.y = TOP;
    }

    /** How dark a text is. */
    enum Ink {
        DARK(0.1f),
        LIGHT(FAINT);

        private final float grey;

        Ink(float grey) {
            this.grey = grey;
        }
    }

    static float whole() {
        return TOP - BOTTOM;
    }

    float room() {
        return y - BOTTOM;
    }

    void down(float height) {
        y -= height;
    }

    void turn() throws IOException {
        out.close();
        page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        out = new PDPageContentStream(document, page);
        y = TOP;
    }

    /** @param x from the left margin @param below from where the page is filled to the foot of the letters */
    void text(String line, float x, float below, float size, Ink ink, PDStructureElement part) throws IOException {
        if (line.isEmpty()) return;
        COSName type = COSName.getPDFName(part.getStructureType());
        out.beginMarkedContent(type, tags.mark(page, part));
        letter(out, letters, line, MARGIN + x, y - below, size, ink);
        out.endMarkedContent();
    }

    /** A text that is not read aloud: one that was there before. */
    void again(String line, float x, float below, float size, Ink ink) throws IOException {
        out.beginMarkedContent(COSName.ARTIFACT);
        letter(out, letters, line, MARGIN + x, y - below, size, ink);
        out.endMarkedContent();
    }

    float width(String line, float size) {
        return letters.width(line, size);
    }

    private static void letter(
            PDPageContentStream out, Letters letters, String line, float x, float y, float size, Ink ink)
            throws IOException {
        out.beginText();
        out.setNonStrokingColor(ink.grey);
        out.newLineAtOffset(x, y);
        for (Letters.Run run : letters.runs(line)) {
            out.setFont(run.font(), size);
            out.showText(run.text());
        }
        out.endText();
    }

    /** A thin line over the whole width. */
    void rule(float below) throws IOException {
        out.beginMarkedContent(COSName.ARTIFACT);
        out.setStrokingColor(0.8f);
        out.setLineWidth(HAIR);
        out.moveTo(MARGIN, y - below);
        out.lineTo(MARGIN + WIDTH, y - below);
        out.stroke();
        out.endMarkedContent();
    }

    /** A light band over the whole width. */
    void band(float height) throws IOException {
        out.beginMarkedContent(COSName.ARTIFACT);
        out.setNonStrokingColor(0.94f);
        out.addRect(MARGIN, y - height, WIDTH, height);
        out.fill();
        out.endMarkedContent();
    }

    /** Puts words and numbers at the foot of every page. */
    static void footer(PDDocument document, Letters letters, String words) throws IOException {
        int pages = document.getNumberOfPages();
        for (int at = 0; at < pages; at++) {
            String line = words.replace("{page}", String.valueOf(at + 1)).replace("{pages}", String.valueOf(pages));
            PDPage page = document.getPage(at);
            try (PDPageContentStream out = new PDPageContentStream(document, page, AppendMode.APPEND, true, true)) {
                out.beginMarkedContent(COSName.ARTIFACT);
                letter(out, letters, line, MARGIN, MARGIN, SMALL, Ink.LIGHT);
                out.endMarkedContent();
            }
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
