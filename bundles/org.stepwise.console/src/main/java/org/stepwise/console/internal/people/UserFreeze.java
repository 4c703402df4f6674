package org.stepwise.console.internal.people;

import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.complete.Accounts;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Person;
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.tx.Transactions;

/** Freezes an account. */
@Service
@Command(
        scope = "stepwise",
        name = "user-freeze",
        description = "Freezes an account: its open sessions end at their next request")
public final class UserFreeze extends StepwiseCommand {
    @Argument(name = "account", description = "Sign-in name", required = true, valueToShowInHelp = "")
    @Completion(Accounts.class)
    String account = "";

    @Option(name = "--undo", description = "Makes the account active again", valueToShowInHelp = "")
    boolean undo;

    @Override
    protected String arguments() {
        return account + (undo ? " --undo" : "");
    }

    @Override
    protected Shown run() {
        Directory directory = use(Directory.class);
        Person person = directory.requireAccount(account);
        PersonState state = undo ? PersonState.ACTIVE : PersonState.FROZEN;
        use(Transactions.class).run(() -> directory.state(person.id(), state));
        return Shown.text(
                Map.of("account", account, "state", state),
                text(undo ? "console.user.active" : "console.user.frozen", Map.of("account", account)));
    }
}
