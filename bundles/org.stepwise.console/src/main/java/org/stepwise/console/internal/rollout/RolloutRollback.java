package org.stepwise.console.internal.rollout;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.kernel.api.rollout.Rollout;

/** Rolls a phase back. */
@Service
@Command(
        scope = "stepwise",
        name = "rollout-rollback",
        description = "Closes a phase; data is kept, modules that no phase needs are uninstalled")
public final class RolloutRollback extends PhaseCommand {
    @Override
    protected Shown run() {
        return card(use(Rollout.class).rollBack(code));
    }
}
