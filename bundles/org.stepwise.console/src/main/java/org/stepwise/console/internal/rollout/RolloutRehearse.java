package org.stepwise.console.internal.rollout;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.kernel.api.rollout.Rollout;

/** Rehearses a phase. */
@Service
@Command(
        scope = "stepwise",
        name = "rollout-rehearse",
        description = "Tells what activating a phase would install, change and open, and what is missing")
public final class RolloutRehearse extends PhaseCommand {
    @Override
    protected Shown run() {
        return new RehearsalReport(this::columns, this::text)
                .of(use(Rollout.class).rehearse(code));
    }
}
