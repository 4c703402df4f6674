package org.stepwise.console.internal.access;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.complete.Accounts;
import org.stepwise.console.internal.complete.Roles;
import org.stepwise.console.internal.complete.Units;
import org.stepwise.console.internal.shell.Names;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Person;
import org.stepwise.kernel.api.tx.Transactions;

/** Gives a role. */
@Service
@Command(scope = "stepwise", name = "role-grant", description = "Gives a role to a person")
public final class RoleGrant extends StepwiseCommand {
    @Argument(name = "role", description = "Code of the role", required = true)
    @Completion(Roles.class)
    String role = "";

    @Argument(index = 1, name = "account", description = "Account of the person", required = true)
    @Completion(Accounts.class)
    String account = "";

    @Option(
            name = "--unit",
            description = "Unit for a role whose scope is chosen units",
            multiValued = true,
            valueToShowInHelp = "UNIT")
    @Completion(Units.class)
    List<String> units;

    @Override
    protected String arguments() {
        return role + " " + account + " " + list(units);
    }

    @Override
    protected Shown run() {
        Directory directory = use(Directory.class);
        Person person = directory.requireAccount(account);
        Set<Long> chosen = new Names(services()).units(list(units));
        use(Transactions.class).run(() -> directory.grantRole(role, person.id(), chosen));
        return Shown.text(
                Map.of("role", role, "account", account, "units", chosen),
                text("console.role.granted", Map.of("role", role, "name", person.name())));
    }
}
