package org.stepwise.console.internal.rollout;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.kernel.api.rollout.Rollout;

/** Pauses a phase. */
@Service
@Command(
        scope = "stepwise",
        name = "rollout-pause",
        description = "Pauses an active phase: it closes until it is resumed")
public final class RolloutPause extends PhaseCommand {
    @Override
    protected Shown run() {
        return card(use(Rollout.class).pause(code));
    }
}
