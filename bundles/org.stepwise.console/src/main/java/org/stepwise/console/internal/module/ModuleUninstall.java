package org.stepwise.console.internal.module;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.complete.Modules;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;

/** Uninstalls a module. */
@Service
@Command(scope = "stepwise", name = "module-uninstall", description = "Uninstalls a module; its data is kept")
public final class ModuleUninstall extends StepwiseCommand {
    @Argument(name = "module", description = "Id of the module", required = true)
    @Completion(Modules.class)
    String module = "";

    @Override
    protected String arguments() {
        return module;
    }

    @Override
    protected Shown run() {
        return new ModuleCard(this::columns, this::label)
                .of(use(org.stepwise.kernel.api.module.Modules.class).uninstall(module));
    }
}
