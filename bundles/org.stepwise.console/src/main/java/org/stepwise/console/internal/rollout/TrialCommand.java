package org.stepwise.console.internal.rollout;

import org.stepwise.console.internal.shell.Names;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.kernel.api.rollout.Trial;

/** A command on the trial of a phase. */
abstract class TrialCommand extends PhaseCommand {
    final Shown card(Trial trial) {
        return new TrialCard(this::columns, this::label, new Names(services())).of(trial);
    }
}
