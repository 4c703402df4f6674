package org.stepwise.kernel.internal.setting;

import java.net.URL;
import java.util.List;
import java.util.Optional;
import org.stepwise.kernel.internal.module.Resources;

/** The one list of the test's module. */
record FilesOf(String root) implements Resources {
    @Override
    public List<String> list(String directory, String ending) {
        return directory.equals("choices") ? List.of("choices/shop.state.csv") : List.of();
    }

    @Override
    public Optional<URL> find(String path) {
        return Optional.ofNullable(FilesOf.class.getResource("/" + root + "/" + path));
    }
}
