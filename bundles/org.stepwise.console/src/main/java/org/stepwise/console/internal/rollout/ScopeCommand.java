package org.stepwise.console.internal.rollout;

import java.util.List;
import java.util.Set;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.stepwise.console.internal.complete.Accounts;
import org.stepwise.console.internal.complete.Modules;
import org.stepwise.console.internal.complete.Units;
import org.stepwise.console.internal.shell.Names;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.kernel.api.rollout.Phase;

/** A command that names what is opened to whom: modules, units and people. */
abstract class ScopeCommand extends StepwiseCommand {
    @Option(
            name = "--module",
            description = "Module, or one function of it as crm/NAME",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(Modules.class)
    List<String> modules;

    @Option(
            name = "--unit",
            description = "Unit with all below, by code or name",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(Units.class)
    List<String> units;

    @Option(name = "--person", description = "Person, by account", multiValued = true, valueToShowInHelp = "")
    @Completion(Accounts.class)
    List<String> persons;

    abstract String code();

    @Override
    protected String arguments() {
        return String.join(
                " ",
                code(),
                list(modules).toString(),
                list(units).toString(),
                list(persons).toString());
    }

    final boolean namesNothing() {
        return list(modules).isEmpty() && list(units).isEmpty() && list(persons).isEmpty();
    }

    final Set<String> modules() {
        return Set.copyOf(list(modules));
    }

    final Set<Long> units() {
        return names().units(list(units));
    }

    final Set<Long> persons() {
        return names().persons(list(persons));
    }

    final Names names() {
        return new Names(services());
    }

    final Shown card(Phase phase) {
        return new PhaseCard(this::columns, this::label, names()).of(phase);
    }
}
