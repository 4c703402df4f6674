package org.stepwise.console.internal;

import org.osgi.service.component.annotations.Component;
import org.stepwise.kernel.api.module.Module;

/** Texts of the console. */
@Component
public final class ConsoleModule implements Module {
    @Override
    public String id() {
        return "console";
    }

    @Override
    public String area() {
        return "kernel";
    }
}
