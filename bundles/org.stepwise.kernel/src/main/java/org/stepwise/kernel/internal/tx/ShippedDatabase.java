package org.stepwise.kernel.internal.tx;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A Derby database with the tables of the kernel's own modules and nothing in them. It is made when the server is built and copied
 * into a new home, which takes a fraction of the time that making it takes.
 */
public final class ShippedDatabase {
    private final Path archive;

    public ShippedDatabase(Path archive) {
        this.archive = archive;
    }

    /** Packs a database that is shut down. */
    public void pack(Path database) throws IOException {
        Files.createDirectories(archive.getParent());
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Path file : below(database)) {
                String name = database.relativize(file).toString().replace('\\', '/');
                boolean directory = Files.isDirectory(file);
                zip.putNextEntry(new ZipEntry(directory ? name + "/" : name));
                if (!directory) Files.copy(file, zip);
                zip.closeEntry();
            }
        }
    }

    /** There as a whole or not at all, on the disk too. */
    void copyTo(Path place) throws IOException {
        Path aside = place.resolveSibling(place.getFileName() + ".new");
        remove(aside);
        Files.createDirectories(aside);
        try (InputStream in = Files.newInputStream(archive);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                unpack(entry, zip, aside);
            }
            Files.move(aside, place, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            remove(aside);
        }
    }

    private void unpack(ZipEntry entry, InputStream content, Path aside) throws IOException {
        Path file = aside.resolve(entry.getName()).normalize();
        if (!file.startsWith(aside)) throw new IOException(archive + " holds " + entry.getName());
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.copy(content, file);
        try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
            written.force(true);
        }
    }

    private static List<Path> below(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(file -> !file.equals(directory)).sorted().toList();
        }
    }

    public static void remove(Path directory) throws IOException {
        if (!Files.exists(directory)) return;
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
