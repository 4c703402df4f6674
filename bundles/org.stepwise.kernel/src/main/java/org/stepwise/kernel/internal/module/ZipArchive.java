package org.stepwise.kernel.internal.module;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.module.Archive;
import org.stepwise.kernel.api.tx.Sql;

/** An export as a zip beside its place; {@link #close} ends it. Rows stream: nothing is held but one of them. */
final class ZipArchive implements Archive, AutoCloseable {
    private final Sql sql;
    private final Path scratch;
    private final ZipOutputStream zip;
    private final LongConsumer written;
    private long count;

    /** @param written told the rows and files written so far; what it throws ends the export */
    ZipArchive(Path file, Sql sql, LongConsumer written) {
        this.sql = sql;
        this.written = written;
        this.scratch = file.resolveSibling(file.getFileName() + ".json");
        try {
            zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw full(e);
        }
    }

    private void wrote() {
        written.accept(++count);
    }

    /** Work on a file. */
    private interface Writing {
        void run() throws IOException;
    }

    private static void writing(Writing work) {
        try {
            work.run();
        } catch (IOException e) {
            throw full(e);
        }
    }

    private static Unavailable full(IOException cause) {
        Unavailable problem = new Unavailable("kernel.problem.export");
        problem.initCause(cause);
        return problem;
    }

    @Override
    public void rows(String name, String query, Object... args) {
        writing(() -> {
            zip.putNextEntry(new ZipEntry(name + ".csv"));
            zip.write("\uFEFF".getBytes(StandardCharsets.UTF_8));
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(scratch));
                    JsonGenerator json = new JsonFactory().createGenerator(out)) {
                json.writeStartArray();
                RowWords words = new RowWords();
                sql.each(query, row -> writing(() -> words.write(row.raw(), zip, json, this::wrote)), args);
                json.writeEndArray();
            }
            zip.closeEntry();
            try (InputStream in = Files.newInputStream(scratch)) {
                entry(name + ".json", in);
            }
            Files.delete(scratch);
        });
    }

    @Override
    public void file(String path, InputStream content) {
        writing(() -> entry(path, content));
        wrote();
    }

    private void entry(String path, InputStream content) throws IOException {
        zip.putNextEntry(new ZipEntry(path));
        content.transferTo(zip);
        zip.closeEntry();
    }

    @Override
    public void close() {
        writing(() -> {
            Files.deleteIfExists(scratch);
            zip.close();
        });
    }
}
