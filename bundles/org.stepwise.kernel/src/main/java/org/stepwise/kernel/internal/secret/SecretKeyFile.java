package org.stepwise.kernel.internal.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The key of a home, 256 random bits that only the server's user can read. */
record SecretKeyFile(Path file) {
    private static final int BYTES = 32;

    static SecretKeyFile of(Path home) {
        return new SecretKeyFile(home.resolve("keys").resolve("secret"));
    }

    boolean exists() {
        return Files.exists(file);
    }

    byte[] read() throws IOException {
        byte[] key = Base64.getDecoder()
                .decode(Files.readString(file, StandardCharsets.US_ASCII).strip());
        if (key.length != BYTES) throw new IOException(file + " holds no key");
        return key;
    }

    /** The key, made when there is none; of two that make it at once both get the same. */
    byte[] readOrMake() throws IOException {
        if (!exists()) make();
        return read();
    }

    private void make() throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        Files.createDirectories(file.getParent());
        Path fresh = Files.createTempFile(file.getParent(), "secret", ".tmp", onlyMine());
        try {
            Files.writeString(fresh, Base64.getEncoder().encodeToString(key) + "\n", StandardCharsets.US_ASCII);
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException another) {
            // somebody was quicker: that key holds
        } catch (UnsupportedOperationException noLinks) {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static FileAttribute<?>[] onlyMine() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
