package org.stepwise.console.internal.access;

import java.util.HashMap;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.stepwise.console.internal.complete.Accounts;
import org.stepwise.console.internal.complete.Roles;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Person;
import org.stepwise.kernel.api.tx.Transactions;

/** A command on the role of a person. */
abstract class RoleCommand extends StepwiseCommand {
    @Argument(name = "role", description = "Code of the role", required = true, valueToShowInHelp = "")
    @Completion(Roles.class)
    String role = "";

    @Argument(
            index = 1,
            name = "account",
            description = "Account of the person",
            required = true,
            valueToShowInHelp = "")
    @Completion(Accounts.class)
    String account = "";

    @Override
    protected String arguments() {
        return role + " " + account;
    }

    /** What a script gets of it besides role and account. */
    abstract Map<String, Object> change(Directory directory, Person person);

    /** Key of the sentence that tells what was done. */
    abstract String done();

    @Override
    protected final Shown run() {
        Directory directory = use(Directory.class);
        Person person = directory.requireAccount(account);
        Map<String, Object> told = new HashMap<>(Map.of("role", role, "account", account));
        told.putAll(use(Transactions.class).get(() -> change(directory, person)));
        return Shown.text(told, text(done(), Map.of("role", role, "name", person.name())));
    }
}
