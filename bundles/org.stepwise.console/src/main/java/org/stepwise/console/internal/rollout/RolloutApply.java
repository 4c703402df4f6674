package org.stepwise.console.internal.rollout;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.kernel.api.rollout.RolloutPlan;

/** Brings the phases to a plan. */
@Service
@Command(
        scope = "stepwise",
        name = "rollout-apply",
        description =
                "Brings the phases to a plan, step by step; may be repeated, and goes on where a failed one ended")
public final class RolloutApply extends PlanCommand {
    @Override
    protected Shown run() {
        List<RolloutPlan.Step> steps = use(RolloutPlan.class).apply(yaml());
        return steps(steps, "console.plan.done");
    }
}
