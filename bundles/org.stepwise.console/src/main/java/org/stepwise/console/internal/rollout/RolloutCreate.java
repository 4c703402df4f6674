package org.stepwise.console.internal.rollout;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.complete.Accounts;
import org.stepwise.console.internal.shell.Days;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.kernel.api.rollout.PhaseDraft;
import org.stepwise.kernel.api.rollout.Rollout;

/** Plans a phase. */
@Service
@Command(
        scope = "stepwise",
        name = "rollout-create",
        description = "Plans a phase; nothing opens before it is activated")
public final class RolloutCreate extends ScopeCommand {
    @Argument(name = "phase", description = "Short name of the new phase", required = true, valueToShowInHelp = "")
    String code = "";

    @Option(name = "--name", description = "Name as people read it", valueToShowInHelp = "")
    String name = "";

    @Option(name = "--goal", description = "What the phase is for", valueToShowInHelp = "")
    String goal = "";

    @Option(name = "--from", description = "First day, such as 2025-03-31", valueToShowInHelp = "")
    String from = "";

    @Option(name = "--to", description = "Last day, such as 2025-06-30", valueToShowInHelp = "")
    String to = "";

    @Option(
            name = "--responsible",
            description = "Account of a responsible person",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(Accounts.class)
    List<String> responsible;

    @Option(name = "--task", description = "Something to do in the phase", multiValued = true, valueToShowInHelp = "")
    List<String> tasks;

    @Option(
            name = "--criterion",
            description =
                    "Condition for completing: a sentence, or active>=80%/2w, records>=500, blocking=0, tasks=done",
            multiValued = true,
            valueToShowInHelp = "")
    List<String> criteria;

    @Override
    String code() {
        return code;
    }

    @Override
    protected Shown run() {
        PhaseDraft draft = new PhaseDraft(
                code,
                name.isEmpty() ? code : name,
                goal,
                Days.read("--from", from),
                Days.read("--to", to),
                modules(),
                units(),
                persons(),
                names().persons(list(responsible)),
                list(tasks),
                list(criteria));
        return card(use(Rollout.class).create(draft));
    }
}
