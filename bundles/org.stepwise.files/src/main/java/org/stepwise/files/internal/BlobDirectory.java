package org.stepwise.files.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.module.Health;

/**
 * Contents by their SHA-256 in a directory. A content is written aside, forced to the disk and renamed into its place, so that a
 * place holds the whole content or nothing, whatever dies when.
 */
@Component(
        service = {BlobDirectory.class, Health.class},
        configurationPid = "org.stepwise.kernel")
public final class BlobDirectory implements Health {
    private static final Logger LOG = LoggerFactory.getLogger(BlobDirectory.class);
    private static final int HEAD = 64 * 1024;
    private static final int LOOK_EVERY = 16 * 1024 * 1024;
    private final Path root;
    private final Path aside;
    private final Clock clock;

    @Activate
    public BlobDirectory(BlobConfig config, @Reference Clock clock) {
        this(
                config.blobs_dir().isBlank()
                        ? Path.of(System.getProperty("stepwise.home", "."), "blobs")
                        : Path.of(config.blobs_dir()),
                clock);
    }

    BlobDirectory(Path root, Clock clock) {
        this.root = root;
        this.clock = clock;
        this.aside = root.resolve("aside");
    }

    /** A content on the disk that has no place yet. @param head its first bytes, to tell its type */
    record Staged(Path path, String digest, long bytes, byte[] head) {}

    /**
     * Takes in a content.
     *
     * @throws Invalid more than {@code most} bytes
     * @throws Unavailable the disk is full or away, or the sender broke off; nothing is left behind
     */
    Staged stage(InputStream content, long most, long keepFree) {
        Path path = aside.resolve(clock.millis() + "-" + UUID.randomUUID());
        boolean done = false;
        try {
            Files.createDirectories(aside);
            requireRoom(keepFree);
            Staged staged = copy(content, path, new Limits(most, keepFree));
            done = true;
            return staged;
        } catch (IOException e) {
            throw noStore(e);
        } finally {
            if (!done) discard(path);
        }
    }

    private record Limits(long most, long keepFree) {}

    private Staged copy(InputStream content, Path path, Limits limits) throws IOException {
        MessageDigest sum = sha256();
        byte[] head = new byte[0];
        byte[] buffer = new byte[HEAD];
        long bytes = 0;
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(file)) {
            for (int read = next(content, buffer); read >= 0; read = next(content, buffer)) {
                if (bytes == 0) head = Arrays.copyOf(buffer, read);
                boolean look = bytes / LOOK_EVERY != (bytes + read) / LOOK_EVERY;
                bytes += read;
                if (bytes > limits.most) throw tooLarge(limits.most);
                if (look) requireRoom(limits.keepFree);
                sum.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
            file.force(true);
        }
        return new Staged(path, HexFormat.of().formatHex(sum.digest()), bytes, head);
    }

    /** A full buffer unless the content ends; -1 at the end. */
    private static int next(InputStream content, byte[] buffer) {
        try {
            int read = content.readNBytes(buffer, 0, buffer.length);
            return read == 0 ? -1 : read;
        } catch (IOException e) {
            Unavailable problem = new Unavailable("files.problem.sender");
            problem.initCause(e);
            throw problem;
        }
    }

    private static Invalid tooLarge(long most) {
        return Invalid.of("file", "files.problem.tooLarge", Map.of("most", FileSizes.shown(most)));
    }

    private void requireRoom(long keepFree) throws IOException {
        long free = Files.getFileStore(root).getUsableSpace();
        if (free < keepFree) {
            LOG.warn("{} has {} bytes left, uploads are refused", root, free);
            throw new Unavailable("files.problem.full");
        }
    }

    /** Gives a staged content its place; nothing to do when an equal one is there. */
    void keep(Staged staged) {
        Path place = place(staged.digest);
        try {
            if (Files.exists(place) && Files.size(place) == staged.bytes) return;
            Files.createDirectories(place.getParent());
            Files.move(staged.path, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(place.getParent());
            force(place.getParent().getParent());
            force(root);
        } catch (IOException e) {
            throw noStore(e);
        }
    }

    void discard(Staged staged) {
        discard(staged.path);
    }

    private static void discard(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.debug("{} is left for the cleaning job", path, e);
        }
    }

    /** From an offset, at most so many bytes. */
    InputStream open(String digest, long offset, long length) {
        try {
            FileChannel file = FileChannel.open(place(digest), StandardOpenOption.READ);
            file.position(offset);
            return new Part(Channels.newInputStream(file), length);
        } catch (IOException e) {
            throw noStore(e);
        }
    }

    boolean has(String digest) {
        return Files.exists(place(digest));
    }

    void delete(String digest) {
        try {
            Files.deleteIfExists(place(digest));
        } catch (IOException e) {
            throw noStore(e);
        }
    }

    /** Removes what was left aside by a node that died; names begin with the time, as the disk's clock may be another one. */
    void clean(Instant before) {
        if (!Files.isDirectory(aside)) return;
        try (DirectoryStream<Path> left = Files.newDirectoryStream(aside)) {
            for (Path path : left) {
                if (begun(path).isBefore(before)) discard(path);
            }
        } catch (IOException e) {
            throw noStore(e);
        }
    }

    private static Instant begun(Path path) {
        String name = path.getFileName().toString();
        boolean ours = name.matches("\\d{13}-.+");
        return ours ? Instant.ofEpochMilli(Long.parseLong(name.substring(0, 13))) : Instant.MAX;
    }

    @Override
    public Map<String, String> problems() {
        try {
            Files.createDirectories(aside);
            if (Files.isWritable(aside)) return Map.of();
            return Map.of("blobs", root + " is not writable");
        } catch (IOException | UncheckedIOException e) {
            return Map.of("blobs", root + ": " + e);
        }
    }

    private Path place(String digest) {
        return root.resolve(digest.substring(0, 2))
                .resolve(digest.substring(2, 4))
                .resolve(digest);
    }

    /** The name in the directory is on the disk too. */
    private static void force(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.debug("{} cannot be forced on this system", directory, e);
        }
    }

    private Unavailable noStore(IOException e) {
        LOG.error("contents in {} cannot be read or written: {}", root, e.toString());
        Unavailable problem = new Unavailable("files.problem.store");
        problem.initCause(e);
        return problem;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
