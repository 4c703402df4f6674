package org.stepwise.console.internal.people;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.tx.Transactions;

/** Lists units. */
@Service
@Command(scope = "stepwise", name = "unit-list", description = "Lists the tree of units")
public final class UnitList extends StepwiseCommand {
    @Override
    protected Shown run() {
        Directory directory = use(Directory.class);
        LocalDate today = LocalDate.ofInstant(use(Clock.class).instant(), caller().zone());
        List<Unit> units = use(Transactions.class).read(() -> directory.tree(Directory.MAIN, today));
        Map<Long, Integer> depth = new HashMap<>();
        Table table = columns("unit", "code", "kind", "head");
        Map<Long, String> heads =
                directory.names(units.stream().flatMap(u -> u.head().stream()).toList());
        for (Unit u : units) {
            int level = depth.getOrDefault(u.parent(), -1) + 1;
            depth.put(u.id(), level);
            table.row(
                    "· ".repeat(level) + u.name(),
                    u.code(),
                    label("directory.unit.kind." + u.kind(), u.kind().name()),
                    u.head().map(h -> heads.getOrDefault(h, "")).orElse(""));
        }
        return Shown.table(units, table);
    }
}
