package org.stepwise.console.internal.rollout;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.complete.Accounts;
import org.stepwise.console.internal.complete.Modules;
import org.stepwise.console.internal.complete.Units;
import org.stepwise.console.internal.shell.Days;
import org.stepwise.console.internal.shell.Names;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.kernel.api.rollout.Trainings;

/** Enters a training of units and people. */
@Service
@Command(
        scope = "stepwise",
        name = "training-record",
        description = "Enters a training of everybody in these units, with all below, and of these people")
public final class TrainingRecord extends StepwiseCommand {
    @Argument(name = "module", description = "What was taught", required = true, valueToShowInHelp = "")
    @Completion(Modules.class)
    String module = "";

    @Option(name = "--unit", description = "Unit with all below", multiValued = true, valueToShowInHelp = "")
    @Completion(Units.class)
    List<String> units;

    @Option(name = "--person", description = "Person, by account", multiValued = true, valueToShowInHelp = "")
    @Completion(Accounts.class)
    List<String> persons;

    @Option(name = "--on", description = "Day, today without it, such as 2025-03-31", valueToShowInHelp = "")
    String on = "";

    @Option(name = "--kind", description = "Code of the list of kinds of training", valueToShowInHelp = "")
    String kind = "";

    @Option(name = "--trainer", description = "Who taught", valueToShowInHelp = "")
    String trainer = "";

    @Option(name = "--remark", description = "Remark", valueToShowInHelp = "")
    String remark = "";

    @Override
    protected String arguments() {
        return String.join(" ", module, list(units).toString(), list(persons).toString(), on);
    }

    @Override
    protected Shown run() {
        Names names = new Names(services());
        Trainings.Entered entered = use(Trainings.class)
                .enter(new Trainings.Session(
                        module,
                        Days.read("--on", on).orElseGet(this::today),
                        kind,
                        trainer,
                        remark,
                        names.units(list(units)),
                        names.persons(list(persons))));
        Map<String, Object> counts = Map.of("made", entered.made(), "there", entered.there());
        return Shown.text(entered, text("console.training.entered", counts));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(use(Clock.class).instant(), caller().zone());
    }
}
