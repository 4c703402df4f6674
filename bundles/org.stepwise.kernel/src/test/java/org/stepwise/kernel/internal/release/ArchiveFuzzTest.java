package org.stepwise.kernel.internal.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Test;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.Hostile;

/** An archive is read without believing it: it is one or is refused with the reason, and writes nowhere else. */
public class ArchiveFuzzTest {
    @Test
    @Covers("ROL-12")
    public void anArchiveIsOneOrIsRefused() throws IOException {
        Hostile.each(ArchiveFuzzTest.class, "archive", 1_000, ArchiveFuzzTest::fuzzerTestOneInput);
        Hostile.each(ArchiveFuzzTest.class, "features", 1_000, ArchiveFuzzTest::features);
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Path room = Files.createTempDirectory("stepwise-fuzz");
        try {
            Files.write(room.resolve(Parcel.ARCHIVE), input);
            Intake.unpack(room);
        } catch (Invalid refused) {
            if (refused.violations().isEmpty()) throw new AssertionError("refused without a reason", refused);
        } finally {
            delete(room);
        }
    }

    private static void features(byte[] input) {
        try {
            FeatureFile.of("features.xml", input);
        } catch (Invalid refused) {
            if (refused.violations().isEmpty()) throw new AssertionError("refused without a reason", refused);
        }
    }

    private static void delete(Path room) throws IOException {
        try (Stream<Path> found = Files.walk(room)) {
            List<Path> files = found.sorted(Comparator.reverseOrder()).toList();
            for (Path file : files) Files.delete(file);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
