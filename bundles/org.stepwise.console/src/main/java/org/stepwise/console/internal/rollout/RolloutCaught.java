package org.stepwise.console.internal.rollout;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.rollout.Trials;

/** Lists caught notices. */
@Service
@Command(
        scope = "stepwise",
        name = "rollout-caught",
        description = "Lists notices that the trial of a phase caught: to whom, and what they say")
public final class RolloutCaught extends PhaseCommand {
    private static final int MOST = 500;

    @Override
    protected Shown run() {
        List<Trials.Caught> caught = use(Trials.class).caught(code, MOST);
        Table table = columns("at", "name", "text");
        caught.forEach(one -> table.row(one.at(), one.to(), one.text()));
        return Shown.table(caught, table);
    }
}
