package org.stepwise.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Modules that are not shipped, as a features file that a server can be given. */
final class TestModules {
    private static final Path MODULES = Path.of("target", "modules").toAbsolutePath();

    private TestModules() {}

    /** The vehicle register as feature {@code stepwise-vehicles}. */
    static Path features() {
        String text = """
                <?xml version="1.0" encoding="UTF-8"?>
                <features name="stepwise-tests" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
                  <feature name="stepwise-vehicles" version="1.0.0">
                    <bundle start-level="85">%s</bundle>
                  </feature>
                </features>
                """.formatted(
                        MODULES.resolve("org.stepwise.itests.vehicles.jar").toUri());
        try {
            return Files.writeString(MODULES.resolve("features.xml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
