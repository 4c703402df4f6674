package org.stepwise.console.internal.rollout;

import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.kernel.api.rollout.RolloutPlan;

/** Writes the present phases as a plan. */
@Service
@Command(
        scope = "stepwise",
        name = "rollout-export",
        description = "Prints the present phases as a plan in YAML, for rollout-diff and rollout-apply")
public final class RolloutExport extends StepwiseCommand {
    @Override
    protected Shown run() {
        String yaml = use(RolloutPlan.class).present();
        return Shown.text(Map.of("yaml", yaml), yaml.stripTrailing());
    }
}
