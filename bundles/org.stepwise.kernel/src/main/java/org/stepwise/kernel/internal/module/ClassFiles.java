package org.stepwise.kernel.internal.module;

import java.net.URL;
import java.util.Optional;

/** Files of a module in a plain JVM. */
final class ClassFiles {
    private ClassFiles() {}

    /** The file in the same directory or jar as the class. */
    static Optional<URL> beside(Class<?> type, String path) {
        String place = type.getProtectionDomain().getCodeSource().getLocation().getPath();
        return type.getClassLoader()
                .resources(path)
                .filter(url -> url.getPath().contains(place))
                .findFirst();
    }
}
