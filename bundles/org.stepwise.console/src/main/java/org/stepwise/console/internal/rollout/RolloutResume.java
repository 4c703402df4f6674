package org.stepwise.console.internal.rollout;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.kernel.api.rollout.Rollout;

/** Resumes a phase. */
@Service
@Command(scope = "stepwise", name = "rollout-resume", description = "Opens a paused phase again")
public final class RolloutResume extends PhaseCommand {
    @Override
    protected Shown run() {
        return card(use(Rollout.class).resume(code));
    }
}
