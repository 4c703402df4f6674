package org.stepwise.kernel.internal.module;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.internal.audit.AuditRules;
import org.stepwise.kernel.internal.directory.PhotoRules;
import org.stepwise.kernel.internal.rollout.CallRules;
import org.stepwise.kernel.internal.rollout.RolloutRules;
import org.stepwise.kernel.internal.rollout.SignOffRules;
import org.stepwise.kernel.internal.rollout.UseRules;
import org.stepwise.sheets.SheetRules;

/** The kernel as a module of its own: people, units and phases. */
@Component(service = Module.class)
public final class KernelModule implements Module {
    @Override
    public String id() {
        return "kernel";
    }

    @Override
    public String area() {
        return "kernel";
    }

    @Override
    public int order() {
        return 0;
    }

    @Override
    public List<Class<? extends Record>> settings() {
        return List.of(
                AuditRules.class,
                PhotoRules.class,
                SheetRules.class,
                RolloutRules.class,
                UseRules.class,
                SignOffRules.class,
                CallRules.class);
    }
}
