package org.stepwise.console.internal.people;

import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.complete.Units;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.tx.Transactions;

/** Moves a unit. */
@Service
@Command(
        scope = "stepwise",
        name = "unit-move",
        description = "Moves a unit with all below; refused when it would form a cycle")
public final class UnitMove extends StepwiseCommand {
    @Argument(name = "unit", description = "Code or name", required = true)
    @Completion(Units.class)
    String unit = "";

    @Argument(index = 1, name = "parent", description = "Code or name of the unit above", required = true)
    @Completion(Units.class)
    String parent = "";

    @Override
    protected String arguments() {
        return unit + " " + parent;
    }

    @Override
    protected Shown run() {
        Directory directory = use(Directory.class);
        Unit moved = directory.requireUnit(unit);
        Unit above = directory.requireUnit(parent);
        use(Transactions.class).run(() -> directory.move(moved.id(), above.id()));
        return Shown.text(
                directory.unit(moved.id()),
                text("console.unit.moved", Map.of("unit", moved.name(), "parent", above.name())));
    }
}
