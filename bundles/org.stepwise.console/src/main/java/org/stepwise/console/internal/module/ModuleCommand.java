package org.stepwise.console.internal.module;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.stepwise.console.internal.complete.Modules;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.kernel.api.module.Modules.Info;

/** A command on one module that the build holds. */
abstract class ModuleCommand extends StepwiseCommand {
    @Argument(name = "module", description = "Id of the module", required = true)
    @Completion(Modules.class)
    String module = "";

    @Override
    protected String arguments() {
        return module;
    }

    final Shown card(Info info) {
        return new ModuleCard(this::columns, this::label).of(info);
    }
}
