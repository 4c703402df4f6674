package org.stepwise.console.internal.rollout;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.Rollout;

/** Narrows a phase. */
@Service
@Command(scope = "stepwise", name = "rollout-narrow", description = "Takes modules, units or people out of a phase")
public final class RolloutNarrow extends ScopeChange {
    @Override
    Phase changed() {
        return use(Rollout.class).narrow(code, modules(), units(), persons());
    }
}
