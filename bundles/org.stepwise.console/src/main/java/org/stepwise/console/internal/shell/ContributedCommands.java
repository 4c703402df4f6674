package org.stepwise.console.internal.shell;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.console.ConsoleCommand;

/** Gives the shell the commands of modules. One whose name is no good or taken is refused and logged. */
@Component(service = ContributedCommands.class, immediate = true)
public final class ContributedCommands {
    private static final Logger LOG = LoggerFactory.getLogger(ContributedCommands.class);
    private static final String NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)+";
    private final Map<ConsoleCommand, ContributedCommand> commands = new ConcurrentHashMap<>();
    private final SessionFactory shells;
    private final BundleContext context;

    @Activate
    public ContributedCommands(@Reference SessionFactory shells, BundleContext context) {
        this.shells = shells;
        this.context = context;
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void add(ConsoleCommand work, Map<String, Object> properties) {
        String name = String.valueOf(properties.get("command.name"));
        ContributedCommand command = new ContributedCommand(context, name, work);
        if (!name.matches(NAME) || shells.getRegistry().getCommand(command.getScope(), name) != null) {
            LOG.error(
                    "Command '{}' of {} is refused: no good name, or taken.",
                    name,
                    work.getClass().getName());
            return;
        }
        commands.put(work, command);
        shells.getRegistry().register(command);
    }

    void remove(ConsoleCommand work) {
        ContributedCommand command = commands.remove(work);
        if (command != null) shells.getRegistry().unregister(command);
    }

    @Deactivate
    void close() {
        commands.values().forEach(shells.getRegistry()::unregister);
        commands.clear();
    }
}
