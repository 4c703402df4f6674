package org.stepwise.console.internal.rollout;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.kernel.api.rollout.Rollout;

/** Shows a phase. */
@Service
@Command(scope = "stepwise", name = "rollout-show", description = "Shows a phase with its tasks and criteria")
public final class RolloutShow extends PhaseCommand {
    @Override
    protected Shown run() {
        return card(use(Rollout.class).phase(code));
    }
}
