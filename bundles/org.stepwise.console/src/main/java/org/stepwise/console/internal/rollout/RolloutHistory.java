package org.stepwise.console.internal.rollout;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.complete.Phases;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.rollout.PhaseEvent;
import org.stepwise.kernel.api.rollout.Rollout;

/** Lists the steps of phases. */
@Service
@Command(
        scope = "stepwise",
        name = "rollout-history",
        description = "Lists the steps of one phase or of all, newest first")
public final class RolloutHistory extends StepwiseCommand {
    private static final int MOST = 200;

    @Argument(name = "phase", description = "Code of the phase, none for all", valueToShowInHelp = "")
    @Completion(Phases.class)
    String code = "";

    @Override
    protected String arguments() {
        return code;
    }

    @Override
    protected Shown run() {
        List<PhaseEvent> events = use(Rollout.class).history(code, MOST);
        Table table = columns("at", "phase", "by", "step");
        events.forEach(e -> table.row(e.at(), e.phase(), e.byName(), text("rollout.event." + e.step(), e.details())));
        return Shown.table(events, table);
    }
}
