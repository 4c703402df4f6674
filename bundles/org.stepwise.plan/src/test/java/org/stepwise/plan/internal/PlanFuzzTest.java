package org.stepwise.plan.internal;

import java.nio.charset.StandardCharsets;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.rollout.RolloutPlan;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.Hostile;
import org.stepwise.testkit.TestKernel;

/** A text is a plan or is refused, with places in it. */
public class PlanFuzzTest {
    @ClassRule
    public static final TestKernel KERNEL = TestKernel.onDerby();

    @Test
    @Covers("ROL-10")
    public void aTextIsAPlanOrIsRefused() {
        RolloutPlan plan = KERNEL.get(RolloutPlan.class);
        KERNEL.system(() -> {
            Hostile.each(PlanFuzzTest.class, "plan", 600, input -> read(plan, input));
            return true;
        });
    }

    static void read(RolloutPlan plan, byte[] input) {
        try {
            plan.difference(new String(input, StandardCharsets.UTF_8));
        } catch (Invalid refused) {
            refused.violations().forEach(violation -> {
                boolean placed = violation.args().containsKey("line");
                if (!placed) throw new AssertionError("refused without a place: " + violation, refused);
            });
        }
    }
}
