package org.stepwise.console.internal.module;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.module.Modules;

/** Lists modules. */
@Service
@Command(scope = "stepwise", name = "module-list", description = "Lists modules that are installed or can be installed")
public final class ModuleList extends StepwiseCommand {
    @Override
    protected Shown run() {
        List<Modules.Info> modules = use(Modules.class).all();
        Table table = columns("module", "name", "version", "state", "phases", "size");
        for (Modules.Info m : modules) {
            table.row(
                    m.id(),
                    label(m.id() + ".module.name", ""),
                    m.version(),
                    label("console.module." + m.state(), m.state().name()),
                    String.join(",", m.phases()),
                    m.bytes() / 1024 + " kB");
        }
        return Shown.table(modules, table);
    }
}
