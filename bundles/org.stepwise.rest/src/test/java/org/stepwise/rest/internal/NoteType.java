package org.stepwise.rest.internal;

import org.stepwise.kernel.api.record.RecordType;

/** Record type of the tests. */
public class NoteType extends RecordType<Note> {
    public NoteType() {
        super("test.note", Note.class);
        title(n -> n.name);
        field("name").search();
        field("body").longText();
        field("amount");
        field("stars");
        field("urgent");
        field("due");
        field("seenAt");
        field("mood");
        field("parentId").ref("test.note");
        list("name", "amount", "due");
        filters("urgent");
        form("name", "body", "amount", "stars", "urgent", "due", "seenAt", "mood", "parentId");
        number("N-{yyyy}-{0000}");
        action("praise", (note, saving) -> note.stars++);
    }
}
