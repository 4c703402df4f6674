package org.stepwise.console.internal.rollout;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.Rollout;

/** Widens a phase. */
@Service
@Command(scope = "stepwise", name = "rollout-widen", description = "Adds modules, units or people to a phase")
public final class RolloutWiden extends ScopeChange {
    @Override
    Phase changed() {
        return use(Rollout.class).widen(code, modules(), units(), persons());
    }
}
