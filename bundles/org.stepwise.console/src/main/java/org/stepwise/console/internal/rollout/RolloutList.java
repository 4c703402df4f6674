package org.stepwise.console.internal.rollout;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Names;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.Rollout;

/** Lists the phases. */
@Service
@Command(scope = "stepwise", name = "rollout-list", description = "Lists the phases of the roll-out")
public final class RolloutList extends StepwiseCommand {
    @Override
    protected Shown run() {
        List<Phase> phases = use(Rollout.class).phases();
        Table table = columns("phase", "name", "state", "modules", "units", "people", "from", "to");
        Names names = new Names(services());
        for (Phase p : phases) {
            table.row(
                    p.code(),
                    p.name(),
                    label("console.phase." + p.state(), p.state().name()),
                    String.join(",", p.modules()),
                    names.of(p.units()),
                    p.people(),
                    p.from().map(Object::toString).orElse(""),
                    p.to().map(Object::toString).orElse(""));
        }
        return Shown.table(phases, table);
    }
}
