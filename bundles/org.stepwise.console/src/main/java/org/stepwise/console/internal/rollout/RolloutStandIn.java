package org.stepwise.console.internal.rollout;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.complete.Accounts;
import org.stepwise.console.internal.complete.Modules;
import org.stepwise.console.internal.complete.Phases;
import org.stepwise.console.internal.complete.Units;
import org.stepwise.console.internal.shell.Names;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.console.internal.shell.Word;
import org.stepwise.kernel.api.rollout.StandIns;

/** Shows, names or removes stand-ins. */
@Service
@Command(
        scope = "stepwise",
        name = "rollout-standin",
        description = "Shows who does tasks of people not yet live; with --person names somebody for a unit or a phase")
public final class RolloutStandIn extends StepwiseCommand {
    @Option(name = "--person", description = "Account of the stand-in", valueToShowInHelp = "")
    @Completion(Accounts.class)
    String person = "";

    @Option(name = "--unit", description = "For this unit with all below", valueToShowInHelp = "")
    @Completion(Units.class)
    String unit = "";

    @Option(name = "--phase", description = "For the people of this phase", valueToShowInHelp = "")
    @Completion(Phases.class)
    String phase = "";

    @Option(name = "--module", description = "For this module, none for every one", valueToShowInHelp = "")
    @Completion(Modules.class)
    String module = "";

    @Option(name = "--remove", description = "Number of the one to remove", valueToShowInHelp = "")
    String removed = "";

    @Override
    protected String arguments() {
        return !removed.isEmpty()
                ? "--remove " + removed
                : String.join(" ", person, unit, phase, module).strip();
    }

    @Override
    protected Shown run() {
        StandIns standIns = use(StandIns.class);
        if (!removed.isEmpty()) standIns.remove(Word.number("--remove", removed));
        else if (!person.isEmpty()) standIns.name(wanted());
        List<StandIns.StandIn> all = standIns.all();
        Table table = columns("id", "name", "unit", "phase", "module");
        all.forEach(one -> table.row(
                one.id(),
                one.name(),
                one.unit(),
                one.wanted().phase(),
                one.wanted().module()));
        return Shown.table(all, table);
    }

    private StandIns.Wanted wanted() {
        Names names = new Names(services());
        long of = unit.isEmpty() ? 0 : names.units(List.of(unit)).iterator().next();
        return new StandIns.Wanted(
                of, phase, module, names.persons(List.of(person)).iterator().next());
    }
}
