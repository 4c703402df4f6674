package org.stepwise.console.internal.rollout;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.rollout.UsageRules;

/** Shows who confirmed the rules of use. */
@Service
@Command(
        scope = "stepwise",
        name = "rollout-rules",
        description = "Shows how many people of a phase confirmed the rules of use, by module and unit")
public final class RolloutRules extends PhaseCommand {
    @Override
    protected Shown run() {
        List<UsageRules.Progress> progress = use(UsageRules.class).progress(code);
        Table table = columns("module", "edition", "unit", "people", "confirmed");
        for (UsageRules.Progress one : progress) {
            table.row(one.name(), one.edition(), "", one.people(), one.confirmed());
            one.units()
                    .forEach(line -> table.row(
                            "", "", "· ".repeat(line.depth()) + line.name(), line.people(), line.confirmed()));
        }
        return Shown.table(progress, table);
    }
}
