package org.stepwise.files.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.files.internal.BlobDirectory.Staged;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.file.FileInfo;
import org.stepwise.kernel.api.job.Progress;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;

@Covers("REC-8")
public class AttachedFilesTest {
    @ClassRule
    public static final FilesKernel KERNEL = new FilesKernel();

    private String administrator;
    private RecordId record;

    @Before
    public void people() {
        administrator = KERNEL.administrator();
        record = KERNEL.record();
    }

    private Sql sql() {
        return KERNEL.get(Transactions.class).sql();
    }

    private void clean() {
        new Cleaning(
                        KERNEL.get(Transactions.class),
                        new BlobDirectory(KERNEL.blobs(), KERNEL.kernel.clock()),
                        KERNEL.kernel.clock())
                .run(new Silent());
    }

    private static final class Silent implements Progress {
        @Override
        public void at(long done, long total) {}

        @Override
        public void note(String key, Map<String, Object> args) {}
    }

    private long rowsOf(String digest) {
        return sql().number("select count(*) from files_blob where digest = ?", digest);
    }

    private boolean onDisk(String digest) {
        return new BlobDirectory(KERNEL.blobs(), KERNEL.kernel.clock()).has(digest);
    }

    @Test
    public void anAttachedFileIsListedAndRead() {
        FileInfo made = KERNEL.attach(administrator, record, "../报价.pdf", "%PDF-1.7 offer");
        assertEquals("报价.pdf", made.name());
        assertEquals("application/pdf", made.type());
        assertEquals(14, made.bytes());
        String reader = KERNEL.person(Roles.STAFF);
        assertEquals(
                List.of(made), KERNEL.kernel.as(reader, () -> KERNEL.files().of(record)));
        assertEquals(made, KERNEL.kernel.as(reader, () -> KERNEL.files().info(made.id())));
        assertEquals("%PDF-1.7 offer", KERNEL.read(reader, made.id(), 0, Long.MAX_VALUE));
    }

    @Test
    public void aPartIsRead() {
        FileInfo made = KERNEL.attach(administrator, record, "a.txt", "0123456789");
        assertEquals("345", KERNEL.read(administrator, made.id(), 3, 3));
        assertEquals("89", KERNEL.read(administrator, made.id(), 8, 100));
        assertEquals("", KERNEL.read(administrator, made.id(), 10, 5));
        assertThrows(Invalid.class, () -> KERNEL.read(administrator, made.id(), 11, 1));
        assertThrows(Invalid.class, () -> KERNEL.read(administrator, made.id(), -1, 1));
    }

    @Test
    public void equalContentsAreStoredOnce() {
        long before = KERNEL.blobsOnDisk();
        FileInfo one = KERNEL.attach(administrator, record, "a.txt", "the very same content");
        FileInfo other = KERNEL.attach(administrator, KERNEL.record(), "b.txt", "the very same content");
        assertEquals(one.digest(), other.digest());
        assertEquals(before + 1, KERNEL.blobsOnDisk());
        KERNEL.kernel.as(administrator, () -> KERNEL.files().remove(one.id()));
        KERNEL.kernel.clock().advance(Duration.ofDays(2));
        clean();
        assertEquals("the other needs it", "the very same content", KERNEL.read(administrator, other.id(), 0, 100));
    }

    @Test
    @Covers("ACC-10")
    public void whoSeesTheRecordReadsAndOnlyWhoEditsItAttachesAndRemoves() {
        FileInfo made = KERNEL.attach(administrator, record, "a.txt", "text");
        String reader = KERNEL.person(Roles.STAFF);
        assertThrows(Forbidden.class, () -> KERNEL.attach(reader, record, "b.txt", "text"));
        assertThrows(
                Forbidden.class,
                () -> KERNEL.kernel.as(reader, () -> KERNEL.files().remove(made.id())));
        assertEquals(
                1, KERNEL.kernel.as(reader, () -> KERNEL.files().of(record)).size());
    }

    @Test
    @Covers("ACC-10")
    public void whoDoesNotSeeTheRecordFindsNothing() {
        FileInfo made = KERNEL.attach(administrator, record, "a.txt", "text");
        String stranger = KERNEL.person();
        assertThrows(NotFound.class, () -> KERNEL.attach(stranger, record, "b.txt", "text"));
        assertThrows(
                NotFound.class,
                () -> KERNEL.kernel.as(stranger, () -> KERNEL.files().of(record)));
        assertThrows(
                NotFound.class,
                () -> KERNEL.kernel.as(stranger, () -> KERNEL.files().info(made.id())));
        assertThrows(NotFound.class, () -> KERNEL.read(stranger, made.id(), 0, 10));
        assertThrows(
                NotFound.class,
                () -> KERNEL.kernel.as(stranger, () -> KERNEL.files().remove(made.id())));
        assertThrows(NotFound.class, () -> KERNEL.read(administrator, made.id() + 1_000_000, 0, 10));
    }

    @Test
    @Covers("ACC-9")
    public void lookingThroughAnothersEyesAttachesNothing() {
        Callers callers = KERNEL.get(Callers.class);
        Caller own = callers.account(administrator, Door.PAGE);
        Caller eyes = own.seenBy(own);
        assertThrows(
                Forbidden.class,
                () -> callers.run(eyes, () -> KERNEL.files().attach(record, "a.txt", FilesKernel.content("text"))));
    }

    @Test
    public void aFileOverTheLimitOrTheQuotaIsRefusedAndLeavesNothing() {
        Settings settings = KERNEL.get(Settings.class);
        set(settings, "fileMegabytes", "1");
        String small = "x".repeat(700_000);
        long before = KERNEL.blobsOnDisk();
        try {
            assertEquals("files.problem.tooLarge", refusal("y".repeat(1_100_000)));
            set(settings, "personMegabytes", "1");
            KERNEL.attach(administrator, record, "a.txt", small);
            assertEquals("what is left is less", "files.problem.tooLarge", refusal(small + "z"));
            KERNEL.attach(administrator, record, "b.txt", "w".repeat(1024 * 1024 - 700_000));
            assertEquals("files.problem.quota", refusal("v"));
        } finally {
            set(settings, "fileMegabytes", "500");
            set(settings, "personMegabytes", "20000");
        }
        assertEquals(before + 2, KERNEL.blobsOnDisk());
        assertEquals(
                2,
                KERNEL.kernel.as(administrator, () -> KERNEL.files().of(record)).size());
    }

    private static void set(Settings settings, String name, String value) {
        KERNEL.kernel.system(() -> settings.set("files.fileRules." + name, 0, value));
    }

    private String refusal(String text) {
        return assertThrows(Invalid.class, () -> KERNEL.attach(administrator, record, "a.txt", text))
                .violations()
                .get(0)
                .code();
    }

    @Test
    public void removingGivesTheQuotaBack() {
        FileInfo made = KERNEL.attach(administrator, record, "a.txt", "12345");
        assertEquals(5, used());
        KERNEL.kernel.as(administrator, () -> KERNEL.files().remove(made.id()));
        assertEquals(0, used());
    }

    private long used() {
        long person =
                KERNEL.get(Callers.class).account(administrator, Door.PAGE).person();
        return sql().number("select bytes from files_usage where person_id = ?", person);
    }

    @Test
    public void aContentNobodyUsesGoesAfterADay() {
        FileInfo made = KERNEL.attach(administrator, record, "a.txt", "soon gone");
        KERNEL.kernel.as(administrator, () -> KERNEL.files().remove(made.id()));
        clean();
        assertTrue("it rests for a day", onDisk(made.digest()));
        KERNEL.kernel.clock().advance(Duration.ofHours(25));
        clean();
        assertEquals(0, rowsOf(made.digest()));
        assertTrue(!onDisk(made.digest()));
    }

    @Test
    public void aCrashBetweenContentAndRowLeavesNothingThatIsSeenAndIsCleaned() {
        BlobDirectory blobs = new BlobDirectory(KERNEL.blobs(), KERNEL.kernel.clock());
        Staged staged = blobs.stage(FilesKernel.content("crashed after the content"), 100, 0);
        sql().update(
                        "insert into files_blob (digest, bytes, used_at) values (?, ?, ?)",
                        staged.digest(),
                        staged.bytes(),
                        KERNEL.kernel.clock().instant());
        blobs.keep(staged);
        assertTrue(
                KERNEL.kernel.as(administrator, () -> KERNEL.files().of(record)).isEmpty());
        FileInfo again = KERNEL.attach(administrator, record, "a.txt", "crashed after the content");
        assertEquals("crashed after the content", KERNEL.read(administrator, again.id(), 0, 100));
        KERNEL.kernel.as(administrator, () -> KERNEL.files().remove(again.id()));
        KERNEL.kernel.clock().advance(Duration.ofHours(25));
        clean();
        assertTrue(!onDisk(staged.digest()));
    }

    @Test
    public void aCrashBetweenTheContentsRowAndItsPlaceIsMendedByTheNextUpload() {
        BlobDirectory blobs = new BlobDirectory(KERNEL.blobs(), KERNEL.kernel.clock());
        Staged staged = blobs.stage(FilesKernel.content("crashed before the place"), 100, 0);
        sql().update(
                        "insert into files_blob (digest, bytes, used_at) values (?, ?, ?)",
                        staged.digest(),
                        staged.bytes(),
                        KERNEL.kernel.clock().instant());
        FileInfo made = KERNEL.attach(administrator, record, "a.txt", "crashed before the place");
        assertEquals("crashed before the place", KERNEL.read(administrator, made.id(), 0, 100));
        blobs.discard(staged);
    }

    @Test
    public void aRowNeverLacksItsContent() throws IOException {
        FileInfo made = KERNEL.attach(administrator, record, "a.txt", "kept for good");
        KERNEL.kernel.clock().advance(Duration.ofDays(30));
        clean();
        assertEquals("kept for good", KERNEL.read(administrator, made.id(), 0, 100));
        for (String digest : digestsOf(administrator)) {
            assertTrue(digest, onDisk(digest));
        }
        try (var aside = Files.list(KERNEL.blobs().resolve("aside"))) {
            assertEquals("nothing half is left", 0, aside.count());
        }
    }

    private List<String> digestsOf(String account) {
        long person = KERNEL.get(Callers.class).account(account, Door.PAGE).person();
        return sql().list("select digest from files_file where by_id = ?", row -> row.text(1), person);
    }

    @Test
    public void aDiskThatIsFullIsToldAndChangesNothing() {
        Settings settings = KERNEL.get(Settings.class);
        set(settings, "keepFreeMegabytes", "1000000000");
        try {
            Unavailable told =
                    assertThrows(Unavailable.class, () -> KERNEL.attach(administrator, record, "a.txt", "no room"));
            assertEquals("files.problem.full", told.key());
        } finally {
            set(settings, "keepFreeMegabytes", "0");
        }
        assertTrue(
                KERNEL.kernel.as(administrator, () -> KERNEL.files().of(record)).isEmpty());
        KERNEL.attach(administrator, record, "a.txt", "room again");
    }

    @Test
    public void theSameNewContentFromManyAtOnceIsStoredOnce() throws Exception {
        long before = KERNEL.blobsOnDisk();
        ExecutorService many = Executors.newFixedThreadPool(8);
        Callable<FileInfo> one = () -> KERNEL.attach(administrator, record, "a.txt", "from many at once");
        var made = many.invokeAll(java.util.Collections.nCopies(16, one));
        many.shutdown();
        for (var file : made)
            assertEquals("from many at once".length(), file.get().bytes());
        assertEquals(before + 1, KERNEL.blobsOnDisk());
        assertEquals(
                16,
                KERNEL.kernel.as(administrator, () -> KERNEL.files().of(record)).size());
        assertEquals(16L * "from many at once".length(), used());
    }

    @Test
    @Covers("AUD-1")
    public void attachingAndRemovingAreInTheAuditLog() {
        FileInfo made = KERNEL.attach(administrator, record, "a.txt", "told");
        KERNEL.kernel.as(administrator, () -> KERNEL.files().remove(made.id()));
        List<Audit.Entry> entries = KERNEL.kernel.system(() -> KERNEL.get(Audit.class)
                .list("file.", administrator, record.toString(), Optional.empty(), Optional.empty(), 0, 10));
        assertEquals(
                List.of("file.detached", "file.attached"),
                entries.stream().map(Audit.Entry::what).toList());
        assertEquals("a.txt", entries.get(0).details().get("name"));
    }

    @Test
    public void theReaderClosesWhatItOpened() throws IOException {
        FileInfo made = KERNEL.attach(administrator, record, "a.txt", "closed");
        InputStream in = KERNEL.kernel.as(administrator, () -> KERNEL.files().open(made.id(), 0, 6));
        in.close();
        assertThrows(IOException.class, in::read);
    }
}
