package org.stepwise.console.internal.rollout;

import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.complete.Units;
import org.stepwise.console.internal.shell.Names;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.rollout.Cell;
import org.stepwise.kernel.api.rollout.Rollout;

/** Shows modules by units. */
@Service
@Command(scope = "stepwise", name = "rollout-matrix", description = "Shows which module is open in which unit")
public final class RolloutMatrix extends StepwiseCommand {
    @Argument(
            name = "unit",
            description = "Units to show, none for those of the second level",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(Units.class)
    List<String> units;

    @Override
    protected Shown run() {
        Names names = new Names(services());
        List<Cell> cells = use(Rollout.class).matrix(names.units(list(units)));
        Map<Long, String> shown = use(Directory.class)
                .names(cells.stream().map(Cell::unit).distinct().toList());
        Table table = columns("unit", "module", "state", "phase", "planned", "people", "invited", "open", "active");
        for (Cell c : cells) {
            table.row(
                    shown.getOrDefault(c.unit(), Long.toString(c.unit())),
                    c.module(),
                    state(c),
                    c.phase(),
                    c.planned().map(Object::toString).orElse(""),
                    c.people(),
                    c.invited(),
                    c.open(),
                    c.few() ? "-" : c.active());
        }
        return Shown.table(cells, table);
    }

    /** With the functions that are open without the rest of the module. */
    private String state(Cell cell) {
        String state = label("console.cell." + cell.state(), cell.state().name());
        if (cell.functions().isEmpty()) return state;
        List<String> functions = cell.functions().stream()
                .map(id -> label(cell.module() + ".function." + id, id))
                .toList();
        return state + " (" + String.join(", ", functions) + ")";
    }
}
