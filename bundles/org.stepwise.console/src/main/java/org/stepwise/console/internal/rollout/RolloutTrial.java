package org.stepwise.console.internal.rollout;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.complete.Accounts;
import org.stepwise.console.internal.complete.Units;
import org.stepwise.console.internal.shell.Names;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.kernel.api.rollout.Trials;

/** Shows, begins or ends the trial of a phase. */
@Service
@Command(
        scope = "stepwise",
        name = "rollout-trial",
        description = "Shows the trial of a rehearsed phase; with units or persons opens it to them alone")
public final class RolloutTrial extends TrialCommand {
    @Option(
            name = "--unit",
            description = "Unit that tries, with all below",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(Units.class)
    List<String> units;

    @Option(name = "--person", description = "Person who tries, by account", multiValued = true, valueToShowInHelp = "")
    @Completion(Accounts.class)
    List<String> persons;

    @Option(
            name = "--end",
            description = "Close it to the group; what it made stays with its mark",
            valueToShowInHelp = "")
    boolean end;

    @Override
    protected String arguments() {
        return String.join(" ", code, list(units).toString(), list(persons).toString(), end ? "--end" : "");
    }

    @Override
    protected Shown run() {
        Trials trials = use(Trials.class);
        if (end) return card(trials.end(code));
        if (list(units).isEmpty() && list(persons).isEmpty()) return card(trials.trial(code));
        Names names = new Names(services());
        return card(trials.begin(code, names.units(list(units)), names.persons(list(persons))));
    }
}
