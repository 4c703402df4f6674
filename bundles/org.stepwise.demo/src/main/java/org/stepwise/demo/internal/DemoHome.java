package org.stepwise.demo.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** The home on disk: whether it is a demo home, and the file with the accounts. */
final class DemoHome {
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private final Path home;

    DemoHome() {
        home = Path.of(System.getProperty("stepwise.home", "."));
    }

    /** Made with {@code --demo}; nothing can turn another home into one. */
    boolean demo() {
        return Boolean.getBoolean("stepwise.demo") && Files.exists(home.resolve("demo"));
    }

    static String password() {
        SecureRandom random = new SecureRandom();
        StringBuilder made = new StringBuilder();
        for (int i = 0; i < 15; i++) {
            if (i > 0 && i % 5 == 0) made.append('-');
            made.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return made.toString();
    }

    void write(String text) {
        try {
            Path file = file();
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file() {
        return home.resolve("demo-accounts.txt");
    }
}
