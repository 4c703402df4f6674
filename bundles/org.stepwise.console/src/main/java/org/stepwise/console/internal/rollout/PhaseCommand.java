package org.stepwise.console.internal.rollout;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.stepwise.console.internal.complete.Phases;
import org.stepwise.console.internal.shell.Names;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.kernel.api.rollout.Phase;

/** A command on one phase that is there. */
abstract class PhaseCommand extends StepwiseCommand {
    @Argument(name = "phase", description = "Code of the phase", required = true, valueToShowInHelp = "")
    @Completion(Phases.class)
    String code = "";

    @Override
    protected String arguments() {
        return code;
    }

    final Shown card(Phase phase) {
        return new PhaseCard(this::columns, this::label, new Names(services())).of(phase);
    }
}
