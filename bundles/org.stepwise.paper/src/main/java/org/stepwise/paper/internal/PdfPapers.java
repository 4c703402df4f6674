package org.stepwise.paper.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.osgi.service.component.annotations.Component;
import org.stepwise.kernel.api.paper.Paper;
import org.stepwise.kernel.api.paper.Papers;

/** Sets documents with PDFBox, whose classes and fonts are loaded with the first document. */
@Component
public final class PdfPapers implements Papers {
    @Override
    public byte[] pdf(Paper paper) {
        try (PDDocument document = new PDDocument()) {
            Facts.describe(document, paper);
            Tags tags = new Tags(document);
            Letters letters = new Letters(document, paper.language());
            try (Sheets sheets = new Sheets(document, letters, tags)) {
                new Setting(sheets, tags, new Lines(letters, paper.language())).set(paper);
            }
            Sheets.footer(document, letters, paper.footer());
            tags.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
