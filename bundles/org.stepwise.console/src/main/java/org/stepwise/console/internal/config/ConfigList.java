package org.stepwise.console.internal.config;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.config.ConfigurationTransfer;
import org.stepwise.kernel.api.config.ConfigurationTransfer.Import;

/** Lists imports of configuration. */
@Service
@Command(scope = "stepwise", name = "config-list", description = "Lists imports of configuration, newest first")
public final class ConfigList extends StepwiseCommand {
    private static final int MOST = 100;

    @Override
    protected Shown run() {
        List<Import> imports = use(ConfigurationTransfer.class).imports(MOST);
        Table table = columns("import", "at", "by", "changes", "undone", "undoneBy");
        imports.forEach(
                one -> table.row(one.id(), one.at(), one.by(), one.changes().size(), one.undone(), one.undoneBy()));
        return Shown.table(imports, table);
    }
}
