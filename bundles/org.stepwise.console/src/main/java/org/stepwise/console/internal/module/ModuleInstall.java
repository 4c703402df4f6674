package org.stepwise.console.internal.module;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.kernel.api.module.Modules;

/** Installs a module. */
@Service
@Command(scope = "stepwise", name = "module-install", description = "Installs a module and waits until it is ready")
public final class ModuleInstall extends ModuleCommand {
    @Override
    protected Shown run() {
        return card(use(Modules.class).install(module));
    }
}
