package org.stepwise.plan.internal;

import org.stepwise.kernel.api.rollout.RolloutPlan;
import org.stepwise.testkit.TestKernel;

/** For {@code ./stepwise fuzz}: what {@link PlanFuzzTest} tries, on a kernel of its own. */
public final class PlanFuzz {
    private static final TestKernel KERNEL = TestKernel.onDerby();

    private PlanFuzz() {}

    public static void fuzzerInitialize() {
        KERNEL.before();
    }

    public static void fuzzerTestOneInput(byte[] input) {
        KERNEL.system(() -> {
            PlanFuzzTest.read(KERNEL.get(RolloutPlan.class), input);
            return true;
        });
    }
}
