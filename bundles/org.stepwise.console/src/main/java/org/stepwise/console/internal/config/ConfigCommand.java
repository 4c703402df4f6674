package org.stepwise.console.internal.config;

import java.util.List;
import java.util.Set;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.console.internal.shell.TextFile;
import org.stepwise.kernel.api.config.ConfigurationTransfer.Choice;

/** A command on a configuration in a file. */
abstract class ConfigCommand extends StepwiseCommand {
    @Argument(
            name = "file",
            description = "The configuration, a YAML file; config-export writes one",
            required = true,
            valueToShowInHelp = "")
    @Completion(FileCompleter.class)
    String file = "";

    @Option(
            name = "--part",
            description = "Only this part of the file; may be repeated",
            multiValued = true,
            valueToShowInHelp = "")
    List<String> parts;

    @Option(name = "--remove", description = "Also remove what the file does not have", valueToShowInHelp = "")
    boolean remove;

    @Override
    protected String arguments() {
        return file;
    }

    final String document() {
        return TextFile.read(file);
    }

    final Choice choice() {
        return new Choice(Set.copyOf(list(parts)), remove);
    }
}
