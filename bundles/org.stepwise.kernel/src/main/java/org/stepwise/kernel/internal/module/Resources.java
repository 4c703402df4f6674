package org.stepwise.kernel.internal.module;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A module's files under {@code STEPWISE-INF/}. */
public interface Resources {
    /** Paths below {@code STEPWISE-INF/} of the files in a directory with this ending, sorted by name. */
    List<String> list(String directory, String ending);

    Optional<URL> find(String path);

    /** UTF-8 text. @throws IllegalArgumentException when there is no such file */
    default String text(String path) {
        URL url = find(path).orElseThrow(() -> new IllegalArgumentException("no file " + path));
        try (InputStream in = url.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
