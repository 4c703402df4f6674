package org.stepwise.console.internal.rollout;

import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.console.internal.shell.TextFile;
import org.stepwise.kernel.api.rollout.RolloutPlan;

/** A command on a plan in a file. */
abstract class PlanCommand extends StepwiseCommand {
    @Argument(
            name = "file",
            description = "The plan, a YAML file; rollout-export writes one",
            required = true,
            valueToShowInHelp = "")
    @Completion(FileCompleter.class)
    String file = "";

    @Override
    protected String arguments() {
        return file;
    }

    final String yaml() {
        return TextFile.read(file);
    }

    final Shown steps(List<RolloutPlan.Step> steps, String sentence) {
        Table table = columns("phase", "step");
        steps.forEach(s -> table.row(s.phase(), text("plan.step." + s.step(), s.details())));
        long moved = steps.stream().filter(s -> !s.step().equals("leave")).count();
        return Shown.table(steps, table).saying(text(sentence, Map.of("count", moved)));
    }
}
