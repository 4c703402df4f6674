package org.stepwise.console.internal.rollout;

import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.complete.Phases;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.rollout.Errands;

/** Lists tasks of people to whom a module is not open yet. */
@Service
@Command(
        scope = "stepwise",
        name = "rollout-errands",
        description = "Lists tasks of people to whom a module is not open yet, and who does them")
public final class RolloutErrands extends StepwiseCommand {
    private static final int MOST = 500;

    @Argument(name = "phase", description = "Code of the phase, none for all", valueToShowInHelp = "")
    @Completion(Phases.class)
    String code = "";

    @Option(name = "--all", description = "Also what is done, or has gone to the person", valueToShowInHelp = "")
    boolean all;

    @Override
    protected String arguments() {
        return code;
    }

    @Override
    protected Shown run() {
        Optional<Errands.State> state = all ? Optional.empty() : Optional.of(Errands.State.OPEN);
        List<Errands.Errand> found = use(Errands.class).list(new Errands.Query(code, 0, state, MOST));
        Table table = columns("id", "name", "unit", "module", "task", "way", "by", "state");
        found.forEach(one -> table.row(
                one.id(),
                one.name(),
                one.unit(),
                one.task().address(),
                one.task().title(),
                label("rollout.errand.way." + one.way(), one.way().name()),
                one.to(),
                label("rollout.errand.state." + one.state(), one.state().name())));
        return Shown.table(found, table);
    }
}
