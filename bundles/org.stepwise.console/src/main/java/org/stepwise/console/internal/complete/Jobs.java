package org.stepwise.console.internal.complete;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Services;

/** Completes jobs. */
@Service
public final class Jobs extends Names {
    @Override
    List<String> names(Services services) {
        return services.get(org.stepwise.kernel.api.job.Jobs.class).jobs().stream()
                .map(org.stepwise.kernel.api.job.Jobs.Info::id)
                .toList();
    }
}
