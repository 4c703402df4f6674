package org.stepwise.console.internal.config;

import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.config.ConfigurationTransfer;
import org.stepwise.kernel.api.config.ConfigurationTransfer.Difference;
import org.stepwise.kernel.api.config.ConfigurationTransfer.Plan;

/** Compares a configuration with this system's. */
@Service
@Command(
        scope = "stepwise",
        name = "config-diff",
        description = "Tells what importing a configuration would change; changes nothing")
public final class ConfigDiff extends ConfigCommand {
    @Override
    protected Shown run() {
        Difference found = use(ConfigurationTransfer.class).difference(document(), choice());
        Table table = new Changes(found.changes())
                .in(columns("part", "code", "change", "entry", "before", "after"), this::text);
        Map<String, Object> counts = Map.of("count", found.changes().size(), "unnamed", found.unnamed());
        String would = text(remove ? "console.config.would" : "console.config.wouldStay", counts);
        Shown shown = Shown.table(found, table);
        return found.plan() == Plan.OTHER ? shown.saying(would, text("console.config.plan")) : shown.saying(would);
    }
}
