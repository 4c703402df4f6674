package org.stepwise.kernel.internal.module;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Tells this home from those of other nodes on the same database, over restarts. */
public final class NodeId {
    private NodeId() {}

    public static String ofThisHome() {
        Path file = Path.of(System.getProperty("stepwise.home", "."))
                .resolve("modules")
                .resolve("node");
        try {
            if (!Files.isRegularFile(file)) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, UUID.randomUUID().toString());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
