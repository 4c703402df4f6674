package org.stepwise.kernel.internal.module;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** Files of a module's jar that is not installed. */
record JarResources(Path jar) implements Resources {
    private static final String ROOT = "STEPWISE-INF/";

    @Override
    public List<String> list(String directory, String ending) {
        String start = ROOT + directory + "/";
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith(start) && name.endsWith(ending))
                    .map(name -> name.substring(ROOT.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<URL> find(String path) {
        try {
            return Optional.of(new URL("jar:" + jar.toUri() + "!/" + ROOT + path));
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
