package org.stepwise.console.internal.rollout;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.complete.Phases;
import org.stepwise.console.internal.shell.Names;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.kernel.api.rollout.Rollout;

/** Rolls a phase back. */
@Service
@Command(
        scope = "stepwise",
        name = "rollout-rollback",
        description = "Closes a phase; data is kept, modules that no phase needs are uninstalled")
public final class RolloutRollback extends StepwiseCommand {
    @Argument(name = "phase", description = "Code of the phase", required = true)
    @Completion(Phases.class)
    String code = "";

    @Override
    protected String arguments() {
        return code;
    }

    @Override
    protected Shown run() {
        return new PhaseCard(this::columns, this::label, new Names(services()))
                .of(use(Rollout.class).rollBack(code));
    }
}
