package org.stepwise.console.internal.rollout;

import java.time.LocalDate;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Days;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.kernel.api.rollout.RolloutPlan;

/** Writes the shipped plan, filled from the organisation. */
@Service
@Command(
        scope = "stepwise",
        name = "rollout-shipped",
        description =
                "Prints the shipped plan in YAML, filled from the organisation and the modules, for rollout-diff and rollout-apply")
public final class RolloutShipped extends StepwiseCommand {
    @Option(name = "--from", description = "First day, today without it, such as 2025-03-31", valueToShowInHelp = "")
    String from = "";

    @Override
    protected Shown run() {
        LocalDate first = Days.read("--from", from).orElseGet(LocalDate::now);
        String yaml = use(RolloutPlan.class).shipped(first);
        return Shown.text(Map.of("yaml", yaml), yaml.stripTrailing());
    }
}
