package org.stepwise.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The server's own log. */
final class ServerLog {
    private ServerLog() {}

    /** Warnings and errors but for those that contain one of these words. */
    static List<String> troubles(Path directory, String... expected) {
        try (Stream<String> lines = Files.lines(directory.resolve("stepwise.log"), StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                    .filter(line -> Stream.of(expected).noneMatch(line::contains))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many lines contain the words. */
    static int count(Path directory, String words) {
        try (Stream<String> lines = Files.lines(directory.resolve("stepwise.log"), StandardCharsets.UTF_8)) {
            return (int) lines.filter(line -> line.contains(words)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
