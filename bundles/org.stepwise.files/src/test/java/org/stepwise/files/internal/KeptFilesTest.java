package org.stepwise.files.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.module.Archive;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;

public class KeptFilesTest {
    @ClassRule
    public static final FilesKernel KERNEL = new FilesKernel();

    private final KeptFiles kept =
            new KeptFiles(KERNEL.get(Transactions.class), KERNEL.get(BlobDirectory.class), java.time.Clock.systemUTC());

    /** What is written into it. */
    private static final class Box implements Archive {
        final Map<String, String> contents = new TreeMap<>();

        @Override
        public void rows(String name, String sql, Object... args) {
            contents.put(name, sql);
        }

        @Override
        public void file(String path, InputStream content) {
            try {
                contents.put(path, new String(content.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Sql sql() {
        return KERNEL.get(Transactions.class).sql();
    }

    @Test
    @Covers({"ROL-5", "REC-8"})
    public void filesAreExportedOnceEachAndPurgedWithWhatTheyTookOfTheQuota() {
        String admin = KERNEL.administrator();
        RecordId record = KERNEL.record();
        KERNEL.attach(admin, record, "one.txt", "the same");
        KERNEL.attach(admin, record, "two.txt", "the same");
        KERNEL.attach(admin, KERNEL.record(), "three.txt", "another");
        assertEquals(3, kept.count("directory"));
        assertEquals(0, kept.count("dir"));
        Box box = new Box();
        kept.export("directory", box);
        assertEquals(3, box.contents.size());
        assertTrue(box.contents.containsValue("the same") && box.contents.containsValue("another"));
        assertEquals(23, sql().number("select sum(bytes) from files_usage"));
        long[] removed = new long[1];
        kept.purge("directory", rows -> removed[0] += rows);
        assertEquals(3, removed[0]);
        assertEquals(0, sql().number("select count(*) from files_file"));
        assertEquals(0, sql().number("select sum(bytes) from files_usage"));
        assertEquals(2, KERNEL.blobsOnDisk());
    }
}
