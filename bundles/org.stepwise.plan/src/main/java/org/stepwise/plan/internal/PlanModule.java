package org.stepwise.plan.internal;

import org.osgi.service.component.annotations.Component;
import org.stepwise.kernel.api.module.Module;

/** The plan as a part of the kernel: always open, nothing but texts and a service. */
@Component(service = Module.class)
public final class PlanModule implements Module {
    @Override
    public String id() {
        return "plan";
    }

    @Override
    public String area() {
        return "kernel";
    }

    @Override
    public String icon() {
        return "list-checks";
    }

    @Override
    public int order() {
        return 45;
    }
}
