package org.stepwise.console.internal.rollout;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.stepwise.console.internal.complete.Phases;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.rollout.Phase;

/** A command that changes what an existing phase opens, or to whom. */
abstract class ScopeChange extends ScopeCommand {
    @Argument(name = "phase", description = "Code of the phase", required = true, valueToShowInHelp = "")
    @Completion(Phases.class)
    String code = "";

    abstract Phase changed();

    @Override
    final String code() {
        return code;
    }

    @Override
    protected final Shown run() {
        if (namesNothing()) throw Invalid.of("--unit", "console.problem.nothingNamed");
        return card(changed());
    }
}
