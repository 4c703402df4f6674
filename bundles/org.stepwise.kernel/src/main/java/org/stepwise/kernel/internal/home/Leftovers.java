package org.stepwise.kernel.internal.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.module.ReadyListener;

/**
 * Uploads, imports and exports that a server left half-way on the disk when it was killed. Whoever has such a file open deletes it
 * when done, so that whatever is older than this process belongs to one that is gone. Only the directories of this home are swept, and
 * there only files of the names that we and the web server give.
 */
@Component(service = ReadyListener.class)
public final class Leftovers implements ReadyListener {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final Pattern NAMES = Pattern.compile("stepwise-(import|export).*\\.tmp|MultiPart.*");
    private static final int DEEPEST = 5;
    private final List<Path> directories;
    private final Instant started;

    @Activate
    public Leftovers() {
        this(ofThisHome(), ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH));
    }

    Leftovers(List<Path> directories, Instant started) {
        this.directories = List.copyOf(directories);
        this.started = started;
    }

    /** None in a plain JVM, whose temporary directory is everybody's. */
    private static List<Path> ofThisHome() {
        Optional<Path> data =
                Optional.ofNullable(System.getProperty("karaf.data")).map(Path::of);
        if (data.isEmpty()) return List.of();
        List<Path> found = new ArrayList<>(List.of(data.get().resolve("pax-web").resolve("tmp")));
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        if (temporary
                .toAbsolutePath()
                .normalize()
                .startsWith(data.get().toAbsolutePath().normalize())) {
            found.add(temporary);
        }
        return found;
    }

    @Override
    public void ready(Module module) {
        if (module.id().equals("kernel")) sweep();
    }

    /** @return how many files are gone */
    int sweep() {
        int gone = directories.stream()
                .filter(Files::isDirectory)
                .mapToInt(this::sweep)
                .sum();
        if (gone > 0) LOG.info("{} files of uploads and exports that broke off were removed", gone);
        return gone;
    }

    /** With the directories inside: the web server has one for each context. */
    private int sweep(Path directory) {
        int gone = 0;
        try (Stream<Path> files = Files.walk(directory, DEEPEST)) {
            for (Path file : files.filter(Leftovers::ours).toList())
                if (old(file) && Files.deleteIfExists(file)) gone++;
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("what broke off before is not removed from {}: {}", directory, e.toString());
        }
        return gone;
    }

    private static boolean ours(Path file) {
        return NAMES.matcher(file.getFileName().toString()).matches();
    }

    private boolean old(Path file) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.getLastModifiedTime(file).toInstant().isBefore(started);
    }
}
