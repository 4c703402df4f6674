package org.stepwise.kernel.internal.module;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.stepwise.kernel.api.rollout.Rehearsal;

/** What the jars of a module that is not installed would bring. */
final class Previews {
    private Previews() {}

    static List<Rehearsal.Install> installs(String module, List<Features.Jar> missing) {
        return missing.stream()
                .map(jar -> new Rehearsal.Install("stepwise-" + module, jar.name(), jar.version(), bytes(jar)))
                .toList();
    }

    static List<Resources> resources(List<Features.Jar> missing) {
        return missing.stream()
                .flatMap(jar -> jar.file().stream())
                .<Resources>map(JarResources::new)
                .toList();
    }

    static long bytes(Features.Jar jar) {
        return jar.file().map(Previews::size).orElse(0L);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
