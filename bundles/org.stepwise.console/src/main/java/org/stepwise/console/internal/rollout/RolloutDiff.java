package org.stepwise.console.internal.rollout;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.kernel.api.rollout.RolloutPlan;

/** Compares a plan with the present phases. */
@Service
@Command(
        scope = "stepwise",
        name = "rollout-diff",
        description = "Tells what applying a plan would do; changes nothing")
public final class RolloutDiff extends PlanCommand {
    @Override
    protected Shown run() {
        List<RolloutPlan.Step> steps = use(RolloutPlan.class).difference(yaml());
        return steps(steps, "console.plan.would");
    }
}
