package org.stepwise.console.internal.rollout;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.rollout.Trainings;

/** Shows who was trained. */
@Service
@Command(
        scope = "stepwise",
        name = "training-list",
        description = "Shows how many people of a phase were trained, by module and unit, or who was not")
public final class TrainingList extends PhaseCommand {
    @Option(name = "--waiting", description = "Name those who were not trained yet", valueToShowInHelp = "")
    boolean waiting;

    @Override
    protected String arguments() {
        return code + (waiting ? " --waiting" : "");
    }

    @Override
    protected Shown run() {
        return waiting ? missing() : counted();
    }

    private Shown counted() {
        List<Trainings.Progress> progress = use(Trainings.class).progress(code);
        Table table = columns("module", "unit", "people", "trained");
        for (Trainings.Progress one : progress) {
            table.row(one.name(), "", one.people(), one.trained());
            one.units()
                    .forEach(line ->
                            table.row("", "· ".repeat(line.depth()) + line.name(), line.people(), line.trained()));
        }
        return Shown.table(progress, table);
    }

    private Shown missing() {
        List<Trainings.Waiting> people = use(Trainings.class).waiting(code);
        Table table = columns("name", "unit", "modules");
        people.forEach(one -> table.row(one.name(), one.unit(), String.join(", ", one.modules())));
        return Shown.table(people, table);
    }
}
