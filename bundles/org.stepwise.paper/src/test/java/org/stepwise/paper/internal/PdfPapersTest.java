package org.stepwise.paper.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.Test;
import org.stepwise.kernel.api.paper.Paper;
import org.stepwise.kernel.api.paper.Papers;
import org.stepwise.testkit.Covers;

public class PdfPapersTest {
    private final Papers papers = new PdfPapers();

    private static Paper paper(Locale language, Paper.Block... blocks) {
        return new Paper("试点：验收报告", "by Ann", "{page} / {pages}", language, "Ann", Instant.EPOCH, List.of(blocks));
    }

    private static Paper.Table table(int rows) {
        return new Paper.Table(
                List.of(Paper.Column.text("条件", 3), Paper.Column.number("Reached", 1)),
                IntStream.range(0, rows)
                        .mapToObj(at -> List.of("第 " + at + " 项", at + "%"))
                        .toList(),
                Paper.Room.TEXT);
    }

    private static String text(PDDocument document) throws IOException {
        return new PDFTextStripper().getText(document);
    }

    @Test
    @Covers("ROL-9")
    public void bothLanguagesAreReadBackFromFewGlyphs() throws IOException {
        byte[] pdf = papers.pdf(paper(
                Locale.SIMPLIFIED_CHINESE,
                new Paper.Heading("Goal 目标"),
                new Paper.Text("People know how to sell, and “何时”签字。"),
                new Paper.Facts(List.of(new Paper.Fact("负责人", "孙悦"))),
                table(2)));
        assertTrue("subset fonts, " + pdf.length, pdf.length < 100_000);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            String text = text(document);
            for (String part : List.of("试点：验收报告", "Goal 目标", "how to sell", "“何时”签字。", "孙悦", "第 1 项", "1 / 1")) {
                assertTrue(part + " in " + text, text.contains(part));
            }
            for (PDPage page : document.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    assertTrue(font.getName(), font.isEmbedded());
                }
            }
        }
    }

    @Test
    @Covers("ROL-9")
    public void titleAuthorAndLanguageAreTold() throws IOException {
        try (PDDocument document = Loader.loadPDF(papers.pdf(paper(Locale.ENGLISH)))) {
            assertEquals("试点：验收报告", document.getDocumentInformation().getTitle());
            assertEquals("Ann", document.getDocumentInformation().getAuthor());
            assertEquals("en", document.getDocumentCatalog().getLanguage());
            assertTrue(document.getDocumentCatalog().getViewerPreferences().displayDocTitle());
            assertTrue(document.getDocumentCatalog().getMarkInfo().isMarked());
        }
    }

    @Test
    public void headingsAndTablesAreTagged() throws IOException {
        byte[] pdf = papers.pdf(paper(Locale.ENGLISH, new Paper.Heading("Criteria"), table(1)));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            List<String> types = new ArrayList<>();
            types(document.getDocumentCatalog().getStructureTreeRoot(), types);
            assertEquals(List.of("Document", "H1", "P", "H2", "Table", "TR", "TH", "TH", "TR", "TD", "TD"), types);
        }
    }

    private static void types(PDStructureNode node, List<String> types) {
        for (Object kid : node.getKids()) {
            if (kid instanceof PDStructureElement element) {
                types.add(element.getStructureType());
                types(element, types);
            }
        }
    }

    @Test
    public void aLongTableRepeatsItsHeadAndLosesNoRow() throws IOException {
        try (PDDocument document = Loader.loadPDF(papers.pdf(paper(Locale.ENGLISH, table(100))))) {
            int pages = document.getNumberOfPages();
            assertTrue("pages " + pages, pages >= 3);
            String text = text(document);
            for (int row = 0; row < 100; row++) assertTrue("row " + row, text.contains("第 " + row + " 项"));
            assertEquals(pages, text.split("Reached", -1).length - 1);
            assertTrue(text.contains(pages + " / " + pages));
        }
    }

    @Test
    public void whatNoPageHoldsIsBrokenAndKept() throws IOException {
        String words = IntStream.range(0, 3000).mapToObj(at -> "w" + at).reduce("", (a, b) -> a + b + " ");
        Paper.Table one = new Paper.Table(List.of(Paper.Column.text("A", 1)), List.of(List.of(words)), Paper.Room.TEXT);
        Paper.Text unbroken = new Paper.Text("x".repeat(500) + "END");
        try (PDDocument document = Loader.loadPDF(papers.pdf(paper(Locale.ENGLISH, one, unbroken)))) {
            String text = text(document);
            for (int at = 0; at < 3000; at += 37) assertTrue("w" + at, text.contains("w" + at + ""));
            assertTrue(text.contains("END"));
        }
    }

    @Test
    public void aLetterThatNoFontHasIsAQuestionMark() throws IOException {
        Paper.Text odd = new Paper.Text("done 🎉 a\tb\u0007");
        try (PDDocument document = Loader.loadPDF(papers.pdf(paper(Locale.ENGLISH, odd)))) {
            assertTrue(text(document), text(document).contains("done ? a b"));
        }
    }

    @Test
    public void linesBreakWhereChineseAllowsIt() throws IOException {
        try (PDDocument document = new PDDocument()) {
            Lines lines = new Lines(new Letters(document, Locale.SIMPLIFIED_CHINESE), Locale.SIMPLIFIED_CHINESE);
            List<String> broken = lines.of("甲乙丙丁，戊己庚辛。\n壬癸", 40, 10);
            assertEquals(List.of("甲乙丙", "丁，戊己", "庚辛。", "壬癸"), broken);
            assertFalse(broken.stream().anyMatch(line -> line.startsWith("，")));
        }
    }
}
