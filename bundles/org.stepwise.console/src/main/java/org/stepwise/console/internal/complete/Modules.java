package org.stepwise.console.internal.complete;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Services;

/** Completes modules. */
@Service
public final class Modules extends Names {
    @Override
    List<String> names(Services services) {
        return services.get(org.stepwise.kernel.api.module.Modules.class).all().stream()
                .map(org.stepwise.kernel.api.module.Modules.Info::id)
                .toList();
    }
}
