package org.stepwise.console.internal.complete;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Services;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.Rollout;

/** Completes phases. */
@Service
public final class Phases extends Names {
    @Override
    List<String> names(Services services) {
        return services.get(Rollout.class).phases().stream().map(Phase::code).toList();
    }
}
