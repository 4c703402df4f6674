package org.stepwise.paper.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDParentTreeValue;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDTableAttributeObject;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes;

/** What the pages' texts are, for those who have them read aloud: headings, paragraphs, tables with their heads. */
final class Tags {
    private final PDDocument document;
    private final PDStructureTreeRoot root = new PDStructureTreeRoot();
    private final PDStructureElement whole;
    private final Map<PDPage, List<PDStructureElement>> marked = new LinkedHashMap<>();

    Tags(PDDocument document) {
        this.document = document;
        document.getDocumentCatalog().setStructureTreeRoot(root);
        PDMarkInfo marks = new PDMarkInfo();
        marks.setMarked(true);
        document.getDocumentCatalog().setMarkInfo(marks);
        this.whole = new PDStructureElement(StandardStructureTypes.DOCUMENT, root);
        root.appendKid(whole);
    }

    PDStructureElement part(String type) {
        return part(type, whole);
    }

    PDStructureElement part(String type, PDStructureElement parent) {
        PDStructureElement element = new PDStructureElement(type, parent);
        parent.appendKid(element);
        return element;
    }

    /** @param scope of the table's head, of a column or a row */
    PDStructureElement head(PDStructureElement row, String scope) {
        PDStructureElement head = part(StandardStructureTypes.TH, row);
        PDTableAttributeObject attributes = new PDTableAttributeObject();
        attributes.setScope(scope);
        head.addAttribute(attributes);
        return head;
    }

    /** The next mark of the page, for a text of this part. */
    int mark(PDPage page, PDStructureElement element) {
        List<PDStructureElement> parts = marked.computeIfAbsent(page, p -> new ArrayList<>());
        PDMarkedContentReference reference = new PDMarkedContentReference();
        reference.setPage(page);
        reference.setMCID(parts.size());
        element.appendKid(reference);
        parts.add(element);
        return parts.size() - 1;
    }

    /** Says of each page whose marks are whose. */
    void finish() {
        Map<Integer, PDParentTreeValue> parents = new LinkedHashMap<>();
        for (PDPage page : document.getPages()) {
            COSArray parts = new COSArray();
            marked.getOrDefault(page, List.of()).forEach(parts::add);
            page.setStructParents(parents.size());
            parents.put(parents.size(), new PDParentTreeValue(parts));
        }
        PDNumberTreeNode tree = new PDNumberTreeNode(PDParentTreeValue.class);
        tree.setNumbers(parents);
        root.setParentTree(tree);
        root.setParentTreeNextKey(parents.size());
    }
}
