package org.stepwise.kernel.internal.directory.orgimport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.job.Jobs;
import org.stepwise.kernel.api.job.Progress;
import org.stepwise.kernel.api.record.Imports;
import org.stepwise.kernel.api.text.Texts;

/** An organisation import in the background: the file waits on the disk, and what is wrong is left with the run as a csv file. */
final class Background {
    private static final int NOTED = 20;
    private final Jobs jobs;
    private final Texts texts;
    private final Callers callers;

    Background(Jobs jobs, Texts texts, Callers callers) {
        this.jobs = jobs;
        this.texts = texts;
        this.callers = callers;
    }

    /** Reads the kept file. */
    interface Work {
        Imports.Report read(InputStream file, Progress progress);
    }

    long start(InputStream file, Work work) {
        Path kept = kept(file);
        return jobs.start("directory.import.job", progress -> {
            try (InputStream in = Files.newInputStream(kept)) {
                tell(work.read(in, progress), progress);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                kept.toFile().delete();
            }
        });
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("stepwise-import", ".tmp");
        } catch (IOException e) {
            throw noRoom(e);
        }
    }

    private static Path kept(InputStream file) {
        Path kept = temporary();
        try {
            Files.copy(file, kept, StandardCopyOption.REPLACE_EXISTING);
            return kept;
        } catch (IOException e) {
            kept.toFile().delete();
            throw noRoom(e);
        }
    }

    /** A sender who breaks off is not told anything. */
    private static Unavailable noRoom(IOException e) {
        Unavailable full = new Unavailable("kernel.problem.diskFull");
        full.initCause(e);
        return full;
    }

    private void tell(Imports.Report report, Progress progress) {
        if (!report.errors().isEmpty()) {
            report.first(NOTED).forEach(error -> progress.note("directory.import.note.row", row(error)));
            byte[] file = report.csv(this::reason).getBytes(StandardCharsets.UTF_8);
            progress.file("errors.csv", "text/csv;charset=UTF-8", file);
            int count = report.errors().size();
            throw new Conflict("directory.import.note.bad", Map.of("count", count));
        }
        progress.at(report.rows(), report.rows());
        progress.note(
                "directory.import.note.done",
                Map.of("created", report.created(), "updated", report.updated(), "unchanged", report.unchanged()));
    }

    private Map<String, Object> row(Imports.RowError error) {
        return Map.of(
                "sheet",
                error.sheet(),
                "row",
                error.row(),
                "field",
                error.violation().field(),
                "reason",
                reason(error.violation()));
    }

    private String reason(Violation wrong) {
        Locale locale = callers.current().locale();
        return texts.text(locale, wrong);
    }
}
