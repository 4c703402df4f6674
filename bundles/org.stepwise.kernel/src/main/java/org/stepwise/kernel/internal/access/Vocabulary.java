package org.stepwise.kernel.internal.access;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.internal.module.Registry;

/** What grants are about: types and their actions, as the modules that are ready declare them. */
@Component(service = Vocabulary.class)
public final class Vocabulary {
    private final Registry registry;

    @Activate
    public Vocabulary(@Reference Registry registry) {
        this.registry = registry;
    }

    Set<String> types() {
        Set<String> all = new TreeSet<>();
        for (RecordType<?> type : registry.all()) {
            all.add(type.id());
            all.add(type.module() + ".*");
        }
        for (Module module : registry.modules()) module.permissions().forEach(one -> all.add(one.split(":")[0]));
        return all;
    }

    /** The standard ones, those of the type, and those that modules add to it. */
    Set<String> actions(String type) {
        Set<String> all = new LinkedHashSet<>(Actions.STANDARD);
        registry.find(type).ifPresent(found -> found.actions().forEach(action -> all.add(action.id())));
        for (Module module : registry.modules()) {
            for (String permission : module.permissions()) {
                String[] parts = permission.split(":");
                if (parts.length == 2 && parts[0].equals(type)) all.add(parts[1]);
            }
        }
        return all;
    }
}
