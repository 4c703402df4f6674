package org.stepwise.files.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.file.FileInfo;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;

/** How much a file, a person and the disk may hold. */
@Covers("REC-8")
public class FileLimitsTest {
    @Rule
    @ClassRule
    public static final FilesKernel KERNEL = new FilesKernel();

    @Test
    public void aFileOverTheLimitOrTheQuotaIsRefusedAndLeavesNothing() {
        Settings settings = KERNEL.get(Settings.class);
        set(settings, "fileRules.fileMegabytes", "1");
        String small = "x".repeat(700_000);
        long before = KERNEL.blobsOnDisk();
        try {
            assertEquals("files.problem.tooLarge", refusal("y".repeat(1_100_000)));
            set(settings, "fileRules.personMegabytes", "1");
            KERNEL.attach(KERNEL.administrator, KERNEL.record, "a.txt", small);
            assertEquals("what is left is less", "files.problem.tooLarge", refusal(small + "z"));
            KERNEL.attach(KERNEL.administrator, KERNEL.record, "b.txt", "w".repeat(1024 * 1024 - 700_000));
            assertEquals("files.problem.quota", refusal("v"));
        } finally {
            set(settings, "fileRules.fileMegabytes", "500");
            set(settings, "fileRules.personMegabytes", "20000");
        }
        assertEquals(before + 2, KERNEL.blobsOnDisk());
        assertEquals(
                2,
                KERNEL.kernel
                        .as(KERNEL.administrator, () -> KERNEL.files().of(KERNEL.record))
                        .size());
    }

    private static void set(Settings settings, String name, String value) {
        KERNEL.kernel.system(() -> settings.set("files." + name, 0, value));
    }

    private String refusal(String text) {
        return assertThrows(Invalid.class, () -> KERNEL.attach(KERNEL.administrator, KERNEL.record, "a.txt", text))
                .violations()
                .get(0)
                .code();
    }

    @Test
    public void removingGivesTheQuotaBack() {
        FileInfo made = KERNEL.attach(KERNEL.administrator, KERNEL.record, "a.txt", "12345");
        assertEquals(5, used());
        KERNEL.kernel.as(KERNEL.administrator, () -> KERNEL.files().remove(made.id()));
        assertEquals(0, used());
    }

    private long used() {
        long person = KERNEL.get(Callers.class)
                .account(KERNEL.administrator, Door.PAGE)
                .person();
        return KERNEL.get(Transactions.class).sql().number("select bytes from files_usage where person_id = ?", person);
    }

    @Test
    public void aDiskThatIsFullIsToldAndChangesNothing() {
        Settings settings = KERNEL.get(Settings.class);
        set(settings, "storeRules.keepFreeMegabytes", "1000000000");
        try {
            Unavailable told = assertThrows(
                    Unavailable.class, () -> KERNEL.attach(KERNEL.administrator, KERNEL.record, "a.txt", "no room"));
            assertEquals("files.problem.full", told.key());
        } finally {
            set(settings, "storeRules.keepFreeMegabytes", "0");
        }
        assertTrue(KERNEL.kernel
                .as(KERNEL.administrator, () -> KERNEL.files().of(KERNEL.record))
                .isEmpty());
        KERNEL.attach(KERNEL.administrator, KERNEL.record, "a.txt", "room again");
    }

    @Test
    public void theSameNewContentFromManyAtOnceIsStoredOnce() throws Exception {
        long before = KERNEL.blobsOnDisk();
        ExecutorService many = Executors.newFixedThreadPool(8);
        Callable<FileInfo> one = () -> KERNEL.attach(KERNEL.administrator, KERNEL.record, "a.txt", "from many at once");
        var made = many.invokeAll(java.util.Collections.nCopies(16, one));
        many.shutdown();
        for (var file : made)
            assertEquals("from many at once".length(), file.get().bytes());
        assertEquals(before + 1, KERNEL.blobsOnDisk());
        assertEquals(
                16,
                KERNEL.kernel
                        .as(KERNEL.administrator, () -> KERNEL.files().of(KERNEL.record))
                        .size());
        assertEquals(16L * "from many at once".length(), used());
    }
}
