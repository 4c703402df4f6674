package org.stepwise.console.internal.shell;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.directory.Directory;

/** Units and people between what operators type and ids. */
public final class Names {
    private final Directory directory;

    public Names(Services services) {
        directory = services.get(Directory.class);
    }

    /** By code or name. @throws org.stepwise.kernel.api.NotFound telling what is like it */
    public Set<Long> units(List<String> names) {
        Set<Long> ids = new LinkedHashSet<>();
        names.forEach(n -> ids.add(directory.requireUnit(n).id()));
        return ids;
    }

    /** By account. @throws org.stepwise.kernel.api.NotFound telling what is like it */
    public Set<Long> persons(List<String> accounts) {
        Set<Long> ids = new LinkedHashSet<>();
        accounts.forEach(a -> ids.add(directory.requireAccount(a).id()));
        return ids;
    }

    /** Display names, separated by commas. */
    public String of(Collection<Long> principals) {
        return directory.names(principals).values().stream().sorted().collect(Collectors.joining(", "));
    }
}
