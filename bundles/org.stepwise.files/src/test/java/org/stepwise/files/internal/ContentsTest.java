package org.stepwise.files.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.stepwise.files.internal.BlobDirectory.Staged;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.file.FileInfo;
import org.stepwise.kernel.api.job.Progress;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;

/** A content is stored once, whatever dies when, and goes when nobody uses it. */
@Covers("REC-8")
public class ContentsTest {
    @Rule
    @ClassRule
    public static final FilesKernel KERNEL = new FilesKernel();

    private Sql sql() {
        return KERNEL.get(Transactions.class).sql();
    }

    @Test
    public void equalContentsAreStoredOnce() {
        long before = KERNEL.blobsOnDisk();
        FileInfo one = KERNEL.attach(KERNEL.administrator, KERNEL.record, "a.txt", "the very same content");
        FileInfo other = KERNEL.attach(KERNEL.administrator, KERNEL.record(), "b.txt", "the very same content");
        assertEquals(one.digest(), other.digest());
        assertEquals(before + 1, KERNEL.blobsOnDisk());
        KERNEL.kernel.as(KERNEL.administrator, () -> KERNEL.files().remove(one.id()));
        KERNEL.kernel.clock().advance(Duration.ofDays(2));
        clean();
        assertEquals(
                "the other needs it", "the very same content", KERNEL.read(KERNEL.administrator, other.id(), 0, 100));
    }

    @Test
    public void aContentNobodyUsesGoesAfterADay() {
        FileInfo made = KERNEL.attach(KERNEL.administrator, KERNEL.record, "a.txt", "soon gone");
        KERNEL.kernel.as(KERNEL.administrator, () -> KERNEL.files().remove(made.id()));
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
        assertTrue(KERNEL.kernel
                .as(KERNEL.administrator, () -> KERNEL.files().of(KERNEL.record))
                .isEmpty());
        FileInfo again = KERNEL.attach(KERNEL.administrator, KERNEL.record, "a.txt", "crashed after the content");
        assertEquals("crashed after the content", KERNEL.read(KERNEL.administrator, again.id(), 0, 100));
        KERNEL.kernel.as(KERNEL.administrator, () -> KERNEL.files().remove(again.id()));
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
        FileInfo made = KERNEL.attach(KERNEL.administrator, KERNEL.record, "a.txt", "crashed before the place");
        assertEquals("crashed before the place", KERNEL.read(KERNEL.administrator, made.id(), 0, 100));
        blobs.discard(staged);
    }

    @Test
    public void aRowNeverLacksItsContent() throws IOException {
        FileInfo made = KERNEL.attach(KERNEL.administrator, KERNEL.record, "a.txt", "kept for good");
        KERNEL.kernel.clock().advance(Duration.ofDays(30));
        clean();
        assertEquals("kept for good", KERNEL.read(KERNEL.administrator, made.id(), 0, 100));
        for (String digest : digestsOf(KERNEL.administrator)) {
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
}
