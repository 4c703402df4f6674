package org.stepwise.console.internal.rollout;

import java.util.List;
import java.util.Set;
import org.apache.karaf.shell.api.action.Argument;
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
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.Rollout;

/** Narrows a phase. */
@Service
@Command(scope = "stepwise", name = "rollout-narrow", description = "Takes modules, units or people out of a phase")
public final class RolloutNarrow extends StepwiseCommand {
    @Argument(name = "phase", description = "Code of the phase", required = true)
    @Completion(Phases.class)
    String code = "";

    @Option(
            name = "--module",
            description = "Module, or one function of it",
            multiValued = true,
            valueToShowInHelp = "crm/NAME")
    @Completion(Modules.class)
    List<String> modules;

    @Option(
            name = "--unit",
            description = "Unit with all below, by code or name",
            multiValued = true,
            valueToShowInHelp = "UNIT")
    @Completion(Units.class)
    List<String> units;

    @Option(name = "--person", description = "Person, by account", multiValued = true, valueToShowInHelp = "ACCOUNT")
    @Completion(Accounts.class)
    List<String> persons;

    @Override
    protected String arguments() {
        return String.join(
                " ",
                code,
                list(modules).toString(),
                list(units).toString(),
                list(persons).toString());
    }

    @Override
    protected Shown run() {
        if (list(modules).isEmpty() && list(units).isEmpty() && list(persons).isEmpty()) {
            throw Invalid.of("--unit", "console.problem.nothingNamed");
        }
        Names names = new Names(services());
        Phase phase = use(Rollout.class)
                .narrow(code, Set.copyOf(list(modules)), names.units(list(units)), names.persons(list(persons)));
        return new PhaseCard(this::columns, this::label, names).of(phase);
    }
}
