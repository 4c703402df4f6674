package org.stepwise.console.internal.module;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.kernel.api.module.Modules;

/** Uninstalls a module. */
@Service
@Command(scope = "stepwise", name = "module-uninstall", description = "Uninstalls a module; its data is kept")
public final class ModuleUninstall extends ModuleCommand {
    @Override
    protected Shown run() {
        return card(use(Modules.class).uninstall(module));
    }
}
