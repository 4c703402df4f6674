package org.stepwise.console.internal.module;

import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.stepwise.console.internal.complete.Modules;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.module.Modules.Info;
import org.stepwise.kernel.api.module.Releases;

/** A command on one module. */
abstract class ModuleCommand extends StepwiseCommand {
    @Argument(name = "module", description = "Id of the module", required = true, valueToShowInHelp = "")
    @Completion(Modules.class)
    String module = "";

    @Override
    protected String arguments() {
        return module;
    }

    final Shown card(Info info) {
        Optional<Releases> releases = may() ? services().find(Releases.class) : Optional.empty();
        return new ModuleCard(this::columns, this::label, this::text, this::moment)
                .of(
                        info,
                        releases.map(there -> there.of(info.id())).orElse(List.of()),
                        releases.flatMap(there -> there.failure(info.id())));
    }

    private boolean may() {
        return use(Access.class).may(caller(), "kernel.module", Actions.ADMINISTER);
    }
}
