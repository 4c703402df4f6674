package org.stepwise.console.internal.module;

import java.nio.file.Path;
import java.util.Optional;
import org.stepwise.kernel.api.module.Releases.Delivery;

/** What an operator names: the id of a module, or a file or directory on the server. */
record Target(String word) {
    /** Empty when it is an id. */
    Optional<Delivery> delivery(String checksum) {
        if (word.matches("[a-z][a-z0-9]*")) return Optional.empty();
        return Optional.of(Delivery.of(Path.of(word).toAbsolutePath().normalize(), checksum));
    }
}
