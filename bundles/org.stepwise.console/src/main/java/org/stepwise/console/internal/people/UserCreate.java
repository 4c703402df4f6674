package org.stepwise.console.internal.people;

import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.complete.Units;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.kernel.api.signin.SignIn;
import org.stepwise.kernel.api.tx.Transactions;

/** Makes an account. */
@Service
@Command(
        scope = "stepwise",
        name = "user-create",
        description = "Makes an account with a one-time password, and a position when unit and post are given")
public final class UserCreate extends StepwiseCommand {
    @Argument(name = "account", description = "Sign-in name", required = true, valueToShowInHelp = "")
    String account = "";

    @Argument(index = 1, name = "name", description = "Name of the person", required = true, valueToShowInHelp = "")
    String name = "";

    @Option(name = "--email", description = "E-mail address", valueToShowInHelp = "")
    String email = "";

    @Option(name = "--mobile", description = "Mobile number", valueToShowInHelp = "")
    String mobile = "";

    @Option(name = "--unit", description = "Unit of the primary position", valueToShowInHelp = "")
    @Completion(Units.class)
    String unit = "";

    @Option(name = "--post", description = "Code of the post in that unit", valueToShowInHelp = "")
    String post = "";

    @Override
    protected String arguments() {
        return account;
    }

    @Override
    protected Shown run() {
        if (unit.isEmpty() != post.isEmpty()) throw Invalid.of("--unit", "console.problem.unitAndPost");
        use(Transactions.class).run(this::create);
        String password = use(SignIn.class).invite(account);
        return Shown.text(
                Map.of("account", account, "password", password),
                text("console.user.created", Map.of("account", account, "password", password)));
    }

    private void create() {
        Records records = use(Records.class);
        RecordId person = records.create(
                "directory.person", Map.of("account", account, "name", name, "email", email, "mobile", mobile));
        if (unit.isEmpty()) return;
        records.create(
                "directory.position",
                Map.of(
                        "personId", person.id(),
                        "inUnitId", use(Directory.class).requireUnit(unit).id(),
                        "postId", post(records),
                        "primaryPosition", true));
    }

    private long post(Records records) {
        return records.list("directory.post", Query.ALL.limit(1).text(post).fields(List.of("code"))).rows().stream()
                .filter(r -> post.equals(r.value("code")))
                .findFirst()
                .map(Row::id)
                .orElseThrow(() -> NotFound.of(post));
    }
}
