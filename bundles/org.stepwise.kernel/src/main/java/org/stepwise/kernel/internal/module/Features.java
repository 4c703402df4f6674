package org.stepwise.kernel.internal.module;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The container's features, one {@code stepwise-<module>} for each module that can be installed. */
interface Features {
    /** Ids of all modules that the server carries, installed or not. */
    List<String> modules();

    boolean installed(String module);

    String version(String module);

    /** Installs and starts the bundles without refreshing anybody. */
    void install(String module);

    void uninstall(String module);

    /** Bundles that installing would bring, those already there left out. */
    List<Jar> missing(String module);

    /** @param file the jar, empty when it is not in the server's own repository */
    record Jar(String name, String version, Optional<Path> file) {}
}
