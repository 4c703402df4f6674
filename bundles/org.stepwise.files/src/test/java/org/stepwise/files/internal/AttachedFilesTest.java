package org.stepwise.files.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.file.FileInfo;
import org.stepwise.testkit.Covers;

/** Files at a record: who attaches, sees, reads and removes them. */
@Covers("REC-8")
public class AttachedFilesTest {
    @Rule
    @ClassRule
    public static final FilesKernel KERNEL = new FilesKernel();

    @Test
    public void anAttachedFileIsListedAndRead() {
        FileInfo made = KERNEL.attach(KERNEL.administrator, KERNEL.record, "../报价.pdf", "%PDF-1.7 offer");
        assertEquals("报价.pdf", made.name());
        assertEquals("application/pdf", made.type());
        assertEquals(14, made.bytes());
        String reader = KERNEL.person(Roles.STAFF);
        assertEquals(
                List.of(made), KERNEL.kernel.as(reader, () -> KERNEL.files().of(KERNEL.record)));
        assertEquals(made, KERNEL.kernel.as(reader, () -> KERNEL.files().info(made.id())));
        assertEquals("%PDF-1.7 offer", KERNEL.read(reader, made.id(), 0, Long.MAX_VALUE));
    }

    @Test
    public void aPartIsRead() {
        FileInfo made = KERNEL.attach(KERNEL.administrator, KERNEL.record, "a.txt", "0123456789");
        assertEquals("345", KERNEL.read(KERNEL.administrator, made.id(), 3, 3));
        assertEquals("89", KERNEL.read(KERNEL.administrator, made.id(), 8, 100));
        assertEquals("", KERNEL.read(KERNEL.administrator, made.id(), 10, 5));
        assertThrows(Invalid.class, () -> KERNEL.read(KERNEL.administrator, made.id(), 11, 1));
        assertThrows(Invalid.class, () -> KERNEL.read(KERNEL.administrator, made.id(), -1, 1));
    }

    @Test
    @Covers("ACC-10")
    public void whoSeesTheRecordReadsAndOnlyWhoEditsItAttachesAndRemoves() {
        FileInfo made = KERNEL.attach(KERNEL.administrator, KERNEL.record, "a.txt", "text");
        String reader = KERNEL.person(Roles.STAFF);
        assertThrows(Forbidden.class, () -> KERNEL.attach(reader, KERNEL.record, "b.txt", "text"));
        assertThrows(
                Forbidden.class,
                () -> KERNEL.kernel.as(reader, () -> KERNEL.files().remove(made.id())));
        assertEquals(
                1,
                KERNEL.kernel.as(reader, () -> KERNEL.files().of(KERNEL.record)).size());
    }

    @Test
    @Covers("ACC-10")
    public void whoDoesNotSeeTheRecordFindsNothing() {
        FileInfo made = KERNEL.attach(KERNEL.administrator, KERNEL.record, "a.txt", "text");
        String stranger = KERNEL.person();
        assertThrows(NotFound.class, () -> KERNEL.attach(stranger, KERNEL.record, "b.txt", "text"));
        assertThrows(
                NotFound.class,
                () -> KERNEL.kernel.as(stranger, () -> KERNEL.files().of(KERNEL.record)));
        assertThrows(
                NotFound.class,
                () -> KERNEL.kernel.as(stranger, () -> KERNEL.files().info(made.id())));
        assertThrows(NotFound.class, () -> KERNEL.read(stranger, made.id(), 0, 10));
        assertThrows(
                NotFound.class,
                () -> KERNEL.kernel.as(stranger, () -> KERNEL.files().remove(made.id())));
        assertThrows(NotFound.class, () -> KERNEL.read(KERNEL.administrator, made.id() + 1_000_000, 0, 10));
    }

    @Test
    @Covers("ACC-9")
    public void lookingThroughAnothersEyesAttachesNothing() {
        Callers callers = KERNEL.get(Callers.class);
        Caller own = callers.account(KERNEL.administrator, Door.PAGE);
        Caller eyes = own.seenBy(own);
        assertThrows(
                Forbidden.class,
                () -> callers.run(
                        eyes, () -> KERNEL.files().attach(KERNEL.record, "a.txt", FilesKernel.content("text"))));
    }

    @Test
    @Covers("AUD-1")
    public void attachingAndRemovingAreInTheAuditLog() {
        FileInfo made = KERNEL.attach(KERNEL.administrator, KERNEL.record, "a.txt", "told");
        KERNEL.kernel.as(KERNEL.administrator, () -> KERNEL.files().remove(made.id()));
        List<Audit.Entry> entries = KERNEL.kernel.system(() -> KERNEL.get(Audit.class)
                .list(
                        "file.",
                        KERNEL.administrator,
                        KERNEL.record.toString(),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        10));
        assertEquals(
                List.of("file.detached", "file.attached"),
                entries.stream().map(Audit.Entry::what).toList());
        assertEquals("a.txt", entries.get(0).details().get("name"));
    }

    @Test
    public void theReaderClosesWhatItOpened() throws IOException {
        FileInfo made = KERNEL.attach(KERNEL.administrator, KERNEL.record, "a.txt", "closed");
        InputStream in =
                KERNEL.kernel.as(KERNEL.administrator, () -> KERNEL.files().open(made.id(), 0, 6));
        in.close();
        assertThrows(IOException.class, in::read);
    }
}
