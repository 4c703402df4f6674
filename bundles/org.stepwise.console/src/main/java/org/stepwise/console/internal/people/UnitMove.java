package org.stepwise.console.internal.people;

import java.util.ArrayList;
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
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.directory.UnitMoves;
import org.stepwise.kernel.api.tx.Transactions;

/** Moves a unit. */
@Service
@Command(
        scope = "stepwise",
        name = "unit-move",
        description = "Moves a unit with all below; refused when it would form a cycle")
public final class UnitMove extends StepwiseCommand {
    @Argument(name = "unit", description = "Code or name", required = true, valueToShowInHelp = "")
    @Completion(Units.class)
    String unit = "";

    @Argument(
            index = 1,
            name = "parent",
            description = "Code or name of the unit above",
            required = true,
            valueToShowInHelp = "")
    @Completion(Units.class)
    String parent = "";

    @Option(name = "--dry-run", description = "Only tells what would change", valueToShowInHelp = "")
    boolean dryRun;

    @Override
    protected String arguments() {
        return unit + " " + parent + (dryRun ? " --dry-run" : "");
    }

    @Override
    protected Shown run() {
        Directory directory = use(Directory.class);
        Unit moved = directory.requireUnit(unit);
        Unit above = directory.requireUnit(parent);
        if (dryRun) return preview(use(UnitMoves.class).preview(moved.id(), above.id()));
        use(Transactions.class).run(() -> directory.move(moved.id(), above.id()));
        return Shown.text(
                directory.unit(moved.id()),
                text("console.unit.moved", Map.of("unit", moved.name(), "parent", above.name())));
    }

    private Shown preview(UnitMoves.Preview told) {
        List<String> said = new ArrayList<>();
        Map<String, Object> counts = Map.of(
                "units", told.units(),
                "people", told.people(),
                "superiors", told.superiors(),
                "gained", told.gained(),
                "lost", told.lost(),
                "records", told.records());
        said.add(text("console.unit.preview", counts));
        if (told.segment()) said.add(text("console.unit.segment"));
        told.opens().forEach(one -> said.add(text("console.unit.opens", reached(one))));
        told.closes().forEach(one -> said.add(text("console.unit.closes", reached(one))));
        return Shown.text(told, said.toArray(String[]::new));
    }

    private Map<String, Object> reached(UnitMoves.Reached one) {
        String[] parts = one.address().split("/", 2);
        String module = label(parts[0] + ".module.name", parts[0]);
        boolean function = parts.length == 2 && !parts[1].isEmpty();
        String name = function ? module + " / " + label(parts[0] + ".function." + parts[1], parts[1]) : module;
        return Map.of("module", name, "count", one.people());
    }
}
