package org.stepwise.console.internal.complete;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Services;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.Records;

/** Completes roles. */
@Service
public final class Roles extends Names {
    @Override
    List<String> names(Services services) {
        return services
                .get(Records.class)
                .list("directory.role", Query.ALL.limit(500).fields(List.of("code")))
                .rows()
                .stream()
                .map(r -> String.valueOf(r.value("code")))
                .toList();
    }
}
