package org.stepwise.console.internal.config;

import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.config.ConfigurationTransfer;
import org.stepwise.kernel.api.config.ConfigurationTransfer.Import;

/** Takes an import of configuration back. */
@Service
@Command(
        scope = "stepwise",
        name = "config-undo",
        description = "Restores what an import of configuration changed, unless it was changed again meanwhile")
public final class ConfigUndo extends StepwiseCommand {
    @Argument(
            name = "import",
            description = "Number of the import; config-list shows it",
            required = true,
            valueToShowInHelp = "")
    String id = "";

    @Override
    protected String arguments() {
        return id;
    }

    @Override
    protected Shown run() {
        if (!id.matches("[0-9]{1,18}")) throw new NotFound("config.problem.noImport", Map.of("id", id));
        Import undone = use(ConfigurationTransfer.class).undo(Long.parseLong(id));
        Map<String, Object> said = Map.of("count", undone.changes().size(), "id", id);
        return Shown.text(undone, text("console.config.undone", said));
    }
}
