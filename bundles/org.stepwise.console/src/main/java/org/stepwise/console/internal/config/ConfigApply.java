package org.stepwise.console.internal.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.config.ConfigurationTransfer;
import org.stepwise.kernel.api.config.ConfigurationTransfer.Import;

/** Brings this system to a configuration. */
@Service
@Command(
        scope = "stepwise",
        name = "config-apply",
        description = "Imports a configuration, all of it or nothing; config-undo takes it back")
public final class ConfigApply extends ConfigCommand {
    @Override
    protected Shown run() {
        Optional<Import> made = use(ConfigurationTransfer.class).apply(document(), choice(), "");
        if (made.isEmpty()) return Shown.text(List.of(), text("console.config.nothing"));
        Import one = made.get();
        Table table = new Changes(one.changes())
                .in(columns("part", "code", "change", "entry", "before", "after"), this::text);
        Map<String, Object> said = Map.of("count", one.changes().size(), "id", one.id());
        return Shown.table(one, table).saying(text("console.config.done", said));
    }
}
