package org.stepwise.console.internal.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.config.ConfigurationTransfer;

/** Writes the configuration. */
@Service
@Command(
        scope = "stepwise",
        name = "config-export",
        description = "Prints the configuration in YAML, for config-diff and config-apply on another system")
public final class ConfigExport extends StepwiseCommand {
    @Option(
            name = "--part",
            description = "Only this part; may be repeated",
            multiValued = true,
            valueToShowInHelp = "")
    List<String> parts;

    @Option(name = "--file", description = "Write it there instead of printing it", valueToShowInHelp = "")
    String file = "";

    @Override
    protected String arguments() {
        return String.join(" ", list(parts)) + file;
    }

    @Override
    protected Shown run() {
        String yaml = use(ConfigurationTransfer.class).export(Set.copyOf(list(parts)));
        if (file.isEmpty()) return Shown.text(Map.of("yaml", yaml), yaml.stripTrailing());
        try {
            Files.writeString(Path.of(file), yaml);
        } catch (IOException e) {
            throw new Unavailable("console.problem.write", Map.of("file", file));
        }
        return Shown.text(Map.of("file", file), text("console.config.written", Map.of("file", file)));
    }
}
