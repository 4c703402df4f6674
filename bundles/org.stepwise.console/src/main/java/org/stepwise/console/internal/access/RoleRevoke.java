package org.stepwise.console.internal.access;

import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.complete.Accounts;
import org.stepwise.console.internal.complete.Roles;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Person;
import org.stepwise.kernel.api.tx.Transactions;

/** Takes a role. */
@Service
@Command(scope = "stepwise", name = "role-revoke", description = "Takes a role from a person")
public final class RoleRevoke extends StepwiseCommand {
    @Argument(name = "role", description = "Code of the role", required = true)
    @Completion(Roles.class)
    String role = "";

    @Argument(index = 1, name = "account", description = "Account of the person", required = true)
    @Completion(Accounts.class)
    String account = "";

    @Override
    protected String arguments() {
        return role + " " + account;
    }

    @Override
    protected Shown run() {
        Directory directory = use(Directory.class);
        Person person = directory.requireAccount(account);
        use(Transactions.class).run(() -> directory.revokeRole(role, person.id()));
        return Shown.text(
                Map.of("role", role, "account", account),
                text("console.role.revoked", Map.of("role", role, "name", person.name())));
    }
}
