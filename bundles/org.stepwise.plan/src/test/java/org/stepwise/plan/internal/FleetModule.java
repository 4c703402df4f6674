package org.stepwise.plan.internal;

import org.stepwise.kernel.api.module.Module;

/** A module to be rolled out. */
final class FleetModule implements Module {
    @Override
    public String id() {
        return "fleet";
    }

    @Override
    public String icon() {
        return "truck";
    }

    @Override
    public int order() {
        return 90;
    }
}
