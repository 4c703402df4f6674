package org.stepwise.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A place for files that can be made full, and given space again. */
public interface SmallDisk extends AutoCloseable {
    Path directory();

    void fill() throws IOException;

    void free() throws IOException;

    @Override
    void close() throws IOException;

    /** @throws IOException also when the program says no, or is not there */
    static String said(String... command) throws IOException {
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (process.waitFor() != 0) throw new IOException(String.join(" ", command) + ": " + output);
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
