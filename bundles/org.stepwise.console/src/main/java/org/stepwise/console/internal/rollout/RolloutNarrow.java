package org.stepwise.console.internal.rollout;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.complete.Phases;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.rollout.Rollout;

/** Narrows a phase. */
@Service
@Command(scope = "stepwise", name = "rollout-narrow", description = "Takes modules, units or people out of a phase")
public final class RolloutNarrow extends ScopeCommand {
    @Argument(name = "phase", description = "Code of the phase", required = true)
    @Completion(Phases.class)
    String code = "";

    @Override
    String code() {
        return code;
    }

    @Override
    protected Shown run() {
        if (namesNothing()) throw Invalid.of("--unit", "console.problem.nothingNamed");
        return card(use(Rollout.class).narrow(code, modules(), units(), persons()));
    }
}
