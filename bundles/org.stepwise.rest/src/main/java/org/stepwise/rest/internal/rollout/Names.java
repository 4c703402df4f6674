package org.stepwise.rest.internal.rollout;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.directory.Directory;

/** Units and persons as scripts write them: by id, code, name or account. */
@Component(service = Names.class)
public final class Names {
    private final Directory directory;

    @Activate
    public Names(@Reference Directory directory) {
        this.directory = directory;
    }

    /** @throws NotFound telling what is like it */
    public Set<Long> units(List<String> names) {
        Set<Long> ids = new LinkedHashSet<>();
        for (String name : names) {
            ids.add(
                    isId(name) && directory.unit(Long.parseLong(name)).isPresent()
                            ? Long.parseLong(name)
                            : directory.requireUnit(name).id());
        }
        return ids;
    }

    /** @throws NotFound telling what is like it */
    public Set<Long> persons(List<String> names) {
        Set<Long> ids = new LinkedHashSet<>();
        for (String name : names) {
            ids.add(
                    isId(name) && directory.person(Long.parseLong(name)).isPresent()
                            ? Long.parseLong(name)
                            : directory.requireAccount(name).id());
        }
        return ids;
    }

    private static boolean isId(String name) {
        return name.matches("[0-9]{1,18}");
    }
}
