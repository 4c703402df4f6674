package org.stepwise.console.internal.people;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.complete.Units;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Person;
import org.stepwise.kernel.api.tx.Transactions;

/** Lists people. */
@Service
@Command(scope = "stepwise", name = "user-list", description = "Lists active people, of one unit or all")
public final class UserList extends StepwiseCommand {
    private static final int MOST = 500;

    @Option(name = "--unit", description = "Only this unit with all below", valueToShowInHelp = "")
    @Completion(Units.class)
    String unit = "";

    @Argument(name = "text", description = "Beginning of name, account or pinyin", valueToShowInHelp = "")
    String text = "";

    @Override
    protected Shown run() {
        Directory directory = use(Directory.class);
        List<Person> people = use(Transactions.class)
                .read(() -> unit.isEmpty()
                        ? directory.suggest(text, MOST)
                        : directory.people(directory.requireUnit(unit).id(), true).stream()
                                .filter(p ->
                                        p.account().startsWith(text) || p.name().startsWith(text))
                                .toList());
        Table table = columns("account", "name", "state", "unit", "post");
        for (Person p : people) {
            table.row(
                    p.account(),
                    p.name(),
                    label("directory.person.state." + p.state(), p.state().name()),
                    p.unitName(),
                    p.postName());
        }
        return Shown.table(people, table);
    }
}
