package org.stepwise.kernel.internal.module;

import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;

/** Files of a bundle. @param root {@code STEPWISE-INF}, or another directory for a test's module */
public record BundleResources(Bundle bundle, String root) implements Resources {
    @Override
    public List<String> list(String directory, String ending) {
        Enumeration<URL> found = bundle.findEntries(root + "/" + directory, "*" + ending, false);
        if (found == null) return List.of();
        return Collections.list(found).stream()
                .map(url -> url.getPath().substring(url.getPath().lastIndexOf('/') + 1))
                .sorted()
                .map(name -> directory + "/" + name)
                .toList();
    }

    @Override
    public Optional<URL> find(String path) {
        return Optional.ofNullable(bundle.getEntry(root + "/" + path));
    }
}
