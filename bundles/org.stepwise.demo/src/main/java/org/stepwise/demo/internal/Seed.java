package org.stepwise.demo.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The files that the demo company is made from. */
final class Seed {
    private Seed() {}

    /** Rows of a csv file without its heading; no field holds a comma. */
    static List<String[]> rows(String file) {
        return lines(file + ".csv").stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }

    static List<String> words(String file) {
        return lines(file + ".txt");
    }

    /** The file as it is. */
    static String text(String file) {
        try (InputStream in = Seed.class.getResourceAsStream("/STEPWISE-INF/demo/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(String file) {
        return text(file).lines().filter(line -> !line.isBlank()).toList();
    }
}
