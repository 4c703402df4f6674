package org.stepwise.kernel.internal.module;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Jars that the server carries in its system directory. */
final class ServerJar {
    private static final String FILE = "file:/";

    private ServerJar() {}

    /** @param location {@code mvn:group/artifact/version}, with or without a prefix, or the address of a file */
    static Features.Jar of(String location) {
        if (location.startsWith(FILE)) {
            Path file = Path.of(URI.create(location));
            return new Features.Jar(
                    file.getFileName().toString(),
                    "",
                    Files.isRegularFile(file) ? Optional.of(file) : Optional.empty());
        }
        String[] parts = location.replaceFirst("^.*mvn:", "").split("/");
        if (parts.length < 3) return new Features.Jar(location, "", Optional.empty());
        Path file = Path.of(System.getProperty("karaf.home", "."), "system")
                .resolve(parts[0].replace('.', '/'))
                .resolve(parts[1])
                .resolve(parts[2])
                .resolve(parts[1] + "-" + parts[2] + ".jar");
        return new Features.Jar(parts[1], parts[2], Files.isRegularFile(file) ? Optional.of(file) : Optional.empty());
    }
}
