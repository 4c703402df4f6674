package org.stepwise.console.internal.rollout;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.complete.Phases;
import org.stepwise.console.internal.shell.Names;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.kernel.api.rollout.Rollout;

/** Completes a phase. */
@Service
@Command(scope = "stepwise", name = "rollout-complete", description = "Completes a phase; its people go on working")
public final class RolloutComplete extends StepwiseCommand {
    @Argument(name = "phase", description = "Code of the phase", required = true)
    @Completion(Phases.class)
    String code = "";

    @Option(name = "--reason", description = "Why, when a criterion is not met", valueToShowInHelp = "TEXT")
    String reason = "";

    @Override
    protected String arguments() {
        return code + " " + reason;
    }

    @Override
    protected Shown run() {
        return new PhaseCard(this::columns, this::label, new Names(services()))
                .of(use(Rollout.class).complete(code, reason));
    }
}
