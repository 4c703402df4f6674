package org.stepwise.signin.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.Unavailable;

/** {@code first-sign-in.txt} in the home, readable by its owner only: how to sign in for the first time, until that was done. */
final class FirstSignInFile {
    private static final Logger LOG = LoggerFactory.getLogger(FirstSignInFile.class);
    private static final String ACCOUNT = "account: ";
    private final Path file;

    FirstSignInFile(Path home) {
        file = home.resolve("first-sign-in.txt");
    }

    static FirstSignInFile inHome() {
        return new FirstSignInFile(Path.of(System.getProperty("stepwise.home", ".")));
    }

    Path path() {
        return file;
    }

    /** On the disk when this returns. */
    void write(String account, String password) {
        byte[] text = (ACCOUNT + account + "\npassword: " + password + "\n").getBytes(StandardCharsets.UTF_8);
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(draft);
            try (FileChannel out = FileChannel.open(
                    draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly())) {
                ByteBuffer bytes = ByteBuffer.wrap(text);
                while (bytes.hasRemaining()) out.write(bytes);
                out.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Unavailable problem = new Unavailable("signin.problem.home");
            problem.initCause(e);
            throw problem;
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        if (!posix) return new FileAttribute<?>[0];
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
    }

    /** Whose password stands in the file, if it is there. */
    Optional<String> account() {
        if (!Files.exists(file)) return Optional.empty();
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(ACCOUNT))
                    .map(line -> line.substring(ACCOUNT.length()))
                    .findFirst();
        } catch (IOException e) {
            LOG.warn("{} can not be read: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    /** The password of this account is another one now. */
    void remove(String changed) {
        if (!account().equals(Optional.of(changed))) return;
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} can not be removed, remove it by hand: {}", file, e.getMessage());
        }
    }
}
