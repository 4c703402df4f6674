package org.stepwise.console.internal.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.stepwise.console.internal.complete.Accounts;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.access.Explanation;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.record.Records;

/** Explains a permission. */
@Service
@Command(
        scope = "stepwise",
        name = "access-explain",
        description = "Says why somebody may or may not do something with a record")
public final class AccessExplain extends StepwiseCommand {
    @Argument(name = "account", description = "Account of the person", required = true, valueToShowInHelp = "")
    @Completion(Accounts.class)
    String account = "";

    @Argument(
            index = 1,
            name = "action",
            description = "see, edit, delete, share …",
            required = true,
            valueToShowInHelp = "")
    @Completion(
            value = StringsCompleter.class,
            values = {"see", "create", "edit", "delete", "share", "export", "approve", "administer"})
    String action = "";

    @Argument(
            index = 2,
            name = "record",
            description = "Record, such as crm.customer:17",
            required = true,
            valueToShowInHelp = "")
    String record = "";

    @Override
    protected String arguments() {
        return String.join(" ", account, action, record);
    }

    @Override
    protected Shown run() {
        String known = use(Directory.class).requireAccount(account).account();
        Caller subject = use(Callers.class).account(known, Door.CONSOLE);
        RecordId about = RecordId.parse(record);
        Explanation explanation = use(Access.class).explain(subject, action, about);
        Table table = columns("rule", "effect", "because");
        List<Map<String, String>> steps = new ArrayList<>();
        for (Explanation.Step s : explanation.steps()) {
            String effect = label("console.effect." + s.effect(), s.effect().name());
            String because = text(s.key(), s.args());
            table.row(s.rule(), effect, because);
            steps.add(Map.of("rule", s.rule(), "effect", s.effect().name(), "text", because));
        }
        String title = use(Records.class).titles(List.of(about)).getOrDefault(about, record);
        String doing = label("action." + action, action);
        Map<String, Object> names = Map.of("name", subject.name(), "action", doing, "record", title);
        String verdict = text(explanation.allowed() ? "console.access.may" : "console.access.mayNot", names);
        return Shown.table(Map.of("allowed", explanation.allowed(), "steps", steps), table)
                .saying(verdict);
    }
}
