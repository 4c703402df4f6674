package org.stepwise.paper.internal;

import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.stepwise.kernel.api.paper.Paper;

/** What a reader is told of a document beside its pages. */
final class Facts {
    private static final float VERSION = 1.7f;

    private Facts() {}

    static void describe(PDDocument document, Paper paper) {
        document.setVersion(VERSION);
        PDDocumentInformation information = document.getDocumentInformation();
        information.setTitle(paper.title());
        information.setAuthor(paper.author());
        information.setCreator("Stepwise");
        information.setCreationDate(GregorianCalendar.from(paper.made().atZone(ZoneOffset.UTC)));
        document.getDocumentCatalog().setLanguage(paper.language().toLanguageTag());
        PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
        preferences.setDisplayDocTitle(true);
        document.getDocumentCatalog().setViewerPreferences(preferences);
    }
}
