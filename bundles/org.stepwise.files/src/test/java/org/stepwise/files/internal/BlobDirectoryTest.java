package org.stepwise.files.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.stepwise.files.internal.BlobDirectory.Staged;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.TestClock;

@Covers("REC-8")
public class BlobDirectoryTest {
    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private final TestClock clock = new TestClock();
    private Path root;
    private BlobDirectory blobs;

    @Before
    public void make() {
        root = folder.getRoot().toPath().resolve("blobs");
        blobs = new BlobDirectory(root, clock);
    }

    private static InputStream content(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private long filesBelow() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    private String read(String digest, long offset, long length) throws IOException {
        try (InputStream in = blobs.open(digest, offset, length)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    public void aContentIsKeptUnderItsDigest() throws IOException {
        Staged staged = blobs.stage(content("hello"), 100, 0);
        assertEquals("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", staged.digest());
        assertEquals(5, staged.bytes());
        blobs.keep(staged);
        assertEquals("hello", read(staged.digest(), 0, 5));
        assertEquals(1, filesBelow());
    }

    @Test
    public void equalContentsTakeOnePlace() throws IOException {
        Staged one = blobs.stage(content("hello"), 100, 0);
        Staged other = blobs.stage(content("hello"), 100, 0);
        blobs.keep(one);
        blobs.keep(other);
        blobs.discard(other);
        assertEquals(1, filesBelow());
    }

    @Test
    public void partsAreRead() throws IOException {
        Staged staged = blobs.stage(content("0123456789"), 100, 0);
        blobs.keep(staged);
        assertEquals("345", read(staged.digest(), 3, 3));
        assertEquals("9", read(staged.digest(), 9, 100));
        assertEquals("", read(staged.digest(), 10, 5));
        try (InputStream in = blobs.open(staged.digest(), 2, 3)) {
            assertEquals('2', in.read());
            assertEquals(1, in.skip(1));
            assertEquals('4', in.read());
            assertEquals(-1, in.read());
            assertEquals(0, in.available());
        }
    }

    @Test
    public void theHeadHoldsTheFirstBytesOfALargeContent() throws IOException {
        byte[] large = new byte[300_000];
        large[0] = 'x';
        large[299_999] = 'y';
        Staged staged = blobs.stage(new ByteArrayInputStream(large), 1_000_000, 0);
        assertEquals(64 * 1024, staged.head().length);
        blobs.keep(staged);
        try (InputStream in = blobs.open(staged.digest(), 0, 300_000)) {
            assertArrayEquals(large, in.readAllBytes());
        }
    }

    @Test
    public void aContentOverTheLimitLeavesNothing() throws IOException {
        Invalid told = assertThrows(Invalid.class, () -> blobs.stage(content("hello"), 4, 0));
        assertEquals("files.problem.tooLarge", told.violations().get(0).code());
        assertEquals(0, filesBelow());
    }

    @Test
    public void aFullDiskIsToldAndLeavesNothing() throws IOException {
        Unavailable told = assertThrows(Unavailable.class, () -> blobs.stage(content("hello"), 100, Long.MAX_VALUE));
        assertEquals("files.problem.full", told.key());
        assertEquals(0, filesBelow());
    }

    @Test
    public void aDirectoryThatIsAwayIsTold() throws IOException {
        Path occupied = folder.newFile("occupied").toPath();
        BlobDirectory away = new BlobDirectory(occupied, clock);
        Unavailable told = assertThrows(Unavailable.class, () -> away.stage(content("hello"), 100, 0));
        assertEquals("files.problem.store", told.key());
        assertFalse(away.problems().isEmpty());
        assertTrue(blobs.problems().isEmpty());
    }

    @Test
    public void aSenderThatBreaksOffLeavesNothing() throws IOException {
        InputStream broken = new SequenceInputStream(content("hel"), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        });
        Unavailable told = assertThrows(Unavailable.class, () -> blobs.stage(broken, 100, 0));
        assertEquals("files.problem.sender", told.key());
        assertEquals(0, filesBelow());
    }

    @Test
    public void whatANodeLeftAsideWhenItDiedIsCleanedLater() throws IOException {
        Staged left = blobs.stage(content("hello"), 100, 0);
        clock.advance(Duration.ofHours(2));
        Staged fresh = blobs.stage(content("world"), 100, 0);
        blobs.clean(clock.instant().minus(Duration.ofHours(1)));
        assertFalse(Files.exists(left.path()));
        assertTrue(Files.exists(fresh.path()));
    }

    @Test
    public void aDamagedPlaceIsMended() throws IOException {
        Staged staged = blobs.stage(content("hello"), 100, 0);
        blobs.keep(staged);
        try (Stream<Path> all = Files.walk(root)) {
            Path place = all.filter(Files::isRegularFile).findFirst().orElseThrow();
            Files.writeString(place, "he");
        }
        blobs.keep(blobs.stage(content("hello"), 100, 0));
        assertEquals("hello", read(staged.digest(), 0, 5));
    }
}
