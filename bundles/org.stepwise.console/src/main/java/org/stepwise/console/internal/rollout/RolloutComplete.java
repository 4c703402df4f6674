package org.stepwise.console.internal.rollout;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.kernel.api.rollout.Rollout;

/** Completes a phase. */
@Service
@Command(scope = "stepwise", name = "rollout-complete", description = "Completes a phase; its people go on working")
public final class RolloutComplete extends PhaseCommand {
    @Option(name = "--reason", description = "Why, when a criterion is not met", valueToShowInHelp = "")
    String reason = "";

    @Override
    protected String arguments() {
        return code + " " + reason;
    }

    @Override
    protected Shown run() {
        return card(use(Rollout.class).complete(code, reason));
    }
}
