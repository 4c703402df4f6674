package org.stepwise.testkit;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Needs the right to mount: a file system of its own in memory. */
public final class MountedDisk implements SmallDisk {
    private final Path directory = Files.createTempDirectory("stepwise-disk");

    public MountedDisk(int megabytes) throws IOException {
        try {
            SmallDisk.said("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "stepwise", directory.toString());
        } catch (IOException refused) {
            throw new IOException("a small disk needs the right to mount: run the test as root", refused);
        }
    }

    /** May this process mount at all? */
    public static boolean allowed() {
        try {
            new MountedDisk(1).close();
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    @Override
    public Path directory() {
        return directory;
    }

    private Path filler() {
        return directory.resolve("filler");
    }

    /** Leaves about a megabyte; again, when there is more room meanwhile. */
    @Override
    public void fill() throws IOException {
        byte[] block = new byte[1 << 16];
        long left = directory.toFile().getUsableSpace() - (1 << 20);
        try (OutputStream out = Files.newOutputStream(filler(), CREATE, APPEND)) {
            for (long written = 0; written < left; written += block.length) out.write(block);
        }
    }

    @Override
    public void free() throws IOException {
        Files.delete(filler());
    }

    @Override
    public void close() throws IOException {
        SmallDisk.said("umount", "-l", directory.toString());
        Files.delete(directory);
    }
}
