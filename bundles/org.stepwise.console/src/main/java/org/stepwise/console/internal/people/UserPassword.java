package org.stepwise.console.internal.people;

import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.complete.Accounts;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.signin.SignIn;

/** Makes a one-time password. */
@Service
@Command(
        scope = "stepwise",
        name = "user-password",
        description = "Gives an account a one-time password that must be changed at the first sign-in")
public final class UserPassword extends StepwiseCommand {
    @Argument(name = "account", description = "Sign-in name", required = true, valueToShowInHelp = "")
    @Completion(Accounts.class)
    String account = "";

    @Override
    protected String arguments() {
        return account;
    }

    @Override
    protected Shown run() {
        String known = use(Directory.class).requireAccount(account).account();
        String password = use(SignIn.class).invite(known);
        return Shown.text(
                Map.of("account", known, "password", password),
                text("console.user.password", Map.of("account", known, "password", password)));
    }
}
