package org.stepwise.console.internal.rollout;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.complete.Accounts;
import org.stepwise.console.internal.complete.Phases;
import org.stepwise.console.internal.complete.Units;
import org.stepwise.console.internal.shell.Names;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.console.internal.shell.Word;
import org.stepwise.kernel.api.rollout.Teams;

/** Shows or changes a team. */
@Service
@Command(
        scope = "stepwise",
        name = "rollout-team",
        description = "Shows the team of the roll-out or of a phase; with --add or --remove changes it")
public final class RolloutTeam extends StepwiseCommand {
    @Argument(name = "phase", description = "Code of the phase, none for the whole roll-out", valueToShowInHelp = "")
    @Completion(Phases.class)
    String code = "";

    @Option(name = "--add", description = "Account that gets the duty", multiValued = true, valueToShowInHelp = "")
    @Completion(Accounts.class)
    List<String> added;

    @Option(name = "--remove", description = "Account that loses the duty", multiValued = true, valueToShowInHelp = "")
    @Completion(Accounts.class)
    List<String> removed;

    @Option(name = "--duty", description = "STEERING, MANAGER, ADMINISTRATOR or KEY_USER", valueToShowInHelp = "")
    String duty = Teams.Duty.STEERING.name();

    @Option(name = "--unit", description = "Unit of key users", valueToShowInHelp = "")
    @Completion(Units.class)
    String unit = "";

    @Override
    protected String arguments() {
        return String.join(
                " ", code, duty, list(added).toString(), list(removed).toString(), unit);
    }

    @Override
    protected Shown run() {
        Teams teams = use(Teams.class);
        Teams.Team team = teams.of(code);
        if (!list(added).isEmpty() || !list(removed).isEmpty()) team = teams.change(code, seats(team));
        Table table = columns("duty", "name", "unit");
        team.members()
                .forEach(member -> table.row(
                        label(
                                "rollout.duty." + member.seat().duty(),
                                member.seat().duty().name()),
                        member.name(),
                        member.unit()));
        return Shown.table(team, table);
    }

    private Set<Teams.Seat> seats(Teams.Team team) {
        Set<Teams.Seat> seats = team.members().stream()
                .filter(member -> code.isEmpty() || !member.inherited())
                .map(Teams.Member::seat)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Names names = new Names(services());
        long of = unit.isEmpty() ? 0 : names.units(List.of(unit)).iterator().next();
        Teams.Duty as = Word.of("--duty", Teams.Duty.values(), duty);
        names.persons(list(added)).forEach(person -> seats.add(new Teams.Seat(as, person, of)));
        names.persons(list(removed)).forEach(person -> seats.remove(new Teams.Seat(as, person, of)));
        return seats;
    }
}
