package org.stepwise.kernel.internal.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.stepwise.testkit.SmallDisk;

/** Needs no rights: once it is full, no file of this process grows much beyond the largest that is there. */
final class LimitedDisk implements SmallDisk {
    private final String pid = String.valueOf(ProcessHandle.current().pid());
    private final Path directory = Files.createTempDirectory("stepwise-limit");
    private final String soft = limit("--fsize", "--noheadings", "--output=SOFT");

    LimitedDisk() throws IOException {}

    private String limit(String... options) throws IOException {
        String[] command = Stream.concat(Stream.of("prlimit", "--pid", pid), Stream.of(options))
                .toArray(String[]::new);
        try {
            return SmallDisk.said(command);
        } catch (IOException e) {
            throw new IOException("prlimit does not work; on Debian: apt-get install util-linux", e);
        }
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public void fill() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            long largest = files.mapToLong(file -> file.toFile().length()).max().orElse(0);
            limit("--fsize=" + (largest + (1 << 16)) + ":");
        }
    }

    @Override
    public void free() throws IOException {
        limit("--fsize=" + soft + ":");
    }

    @Override
    public void close() throws IOException {
        free();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
