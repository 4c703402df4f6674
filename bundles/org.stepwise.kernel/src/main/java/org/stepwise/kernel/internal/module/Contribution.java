package org.stepwise.kernel.internal.module;

import java.util.ArrayList;
import java.util.List;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.record.RecordType;

/**
 * A module whose services are all there, before its schema is migrated.
 *
 * @param release version of the archive that it came in, "" for the server's own
 * @param version of its bundle
 * @param bytes size of its bundle
 */
record Contribution(
        Module module,
        List<RecordType<?>> types,
        Resources resources,
        ClassLoader loader,
        String release,
        String version,
        long bytes) {
    List<Class<?>> entities() {
        List<Class<?>> all = new ArrayList<>();
        for (RecordType<?> type : types) {
            all.add(type.entity());
            all.addAll(type.childEntities());
        }
        return all;
    }
}
