package org.stepwise.kernel.internal.home;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.stepwise.testkit.Covers;

@Covers("REC-8")
public class LeftoversTest {
    private static final Instant START = Instant.parse("2026-11-01T08:00:00Z");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path file(String name, Instant written) throws IOException {
        Path file = folder.newFile(name).toPath();
        Files.setLastModifiedTime(file, FileTime.from(written));
        return file;
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(folder.getRoot().toPath())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    public void whatAKilledServerLeftIsSweptAtTheNextStartAndNothingElse() throws IOException {
        Instant before = START.minus(Duration.ofMinutes(1));
        file("stepwise-import1.tmp", before);
        file("stepwise-export2.tmp", before);
        folder.newFolder("ROOT", "default");
        file("ROOT/default/MultiPart3", before);
        file("stepwise-import-of-this-run.tmp", START.plusSeconds(1));
        file("report.xlsx", before);
        Path target = file("kept.txt", before);
        Files.createSymbolicLink(folder.getRoot().toPath().resolve("stepwise-export-link.tmp"), target);
        Path missing = folder.getRoot().toPath().resolve("not-there");
        Leftovers leftovers = new Leftovers(List.of(folder.getRoot().toPath(), missing), START);
        assertEquals(3, leftovers.sweep());
        assertEquals(
                List.of(
                        "ROOT",
                        "kept.txt",
                        "report.xlsx",
                        "stepwise-export-link.tmp",
                        "stepwise-import-of-this-run.tmp"),
                left());
        assertEquals(0, leftovers.sweep());
    }
}
