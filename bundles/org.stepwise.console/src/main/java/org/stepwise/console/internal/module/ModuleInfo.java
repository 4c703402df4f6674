package org.stepwise.console.internal.module;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.kernel.api.module.Modules;

/** Describes a module. */
@Service
@Command(
        scope = "stepwise",
        name = "module-info",
        description = "Describes a module and what keeps it from being ready")
public final class ModuleInfo extends ModuleCommand {
    @Override
    protected Shown run() {
        return card(use(Modules.class).info(module));
    }
}
