package org.stepwise.kernel.internal.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Archives of this home: {@code modules/ID/VERSION/} holds the archive and its jars. */
public final class Shelf {
    private static final String INCOMING = ".incoming";
    private final Path directory;

    public Shelf(Path home) {
        directory = home.resolve("modules");
    }

    public static Shelf ofThisHome() {
        return new Shelf(Path.of(System.getProperty("stepwise.home", ".")));
    }

    /** Of the jars of a kept release. */
    public long bytes(String module, String version) {
        return jars(module, version).stream()
                .mapToLong(jar -> jar.file().toFile().length())
                .sum();
    }

    /** An empty directory to unpack in. */
    public Path room() {
        try {
            Path incoming = Files.createDirectories(directory.resolve(INCOMING));
            return Files.createTempDirectory(incoming, "module");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean holds(String module, String version) {
        return Files.isRegularFile(place(module, version).resolve(Parcel.ARCHIVE));
    }

    public byte[] archive(Parcel parcel) {
        try {
            return Files.readAllBytes(parcel.directory().resolve(Parcel.ARCHIVE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps an archive that was taken in on another node. */
    public void bring(String module, String version, byte[] archive) {
        Path room = room();
        try {
            Files.write(room.resolve(Parcel.ARCHIVE), archive);
            Intake.unpack(room);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        keep(module, version, room);
    }

    /** From a room to its place, in one step. */
    public void keep(String module, String version, Path room) {
        Path place = place(module, version);
        discard(place);
        try {
            Files.createDirectories(place.getParent());
            Files.move(room, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Jars of a kept release, the module's own last. */
    public List<JarFacts> jars(String module, String version) {
        Path place = place(module, version);
        try {
            Path archive = place.resolve(Parcel.ARCHIVE);
            if (!Files.isRegularFile(archive)) return List.of();
            try (Stream<Path> files = Files.list(place)) {
                return files.filter(file -> file.toString().endsWith(".jar"))
                        .sorted()
                        .map(file -> JarFacts.of(file, file.toString()))
                        .sorted(Comparator.comparing(JarFacts::module))
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void discard(String module, String version) {
        discard(place(module, version));
    }

    /** What broke off before this process began. */
    public void sweep() {
        discard(directory.resolve(INCOMING));
    }

    private Path place(String module, String version) {
        return directory.resolve(module).resolve(version);
    }

    public void discard(Path place) {
        if (!Files.exists(place)) return;
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
