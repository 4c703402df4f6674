package org.stepwise.console.internal.module;

import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.module.Modules;

/** Shows one module. */
record ModuleCard(Function<String[], Table> columns, BinaryOperator<String> label) {
    Shown of(Modules.Info m) {
        Table table = columns.apply(new String[] {"what", "value"});
        line(table, "module", m.id() + " " + label.apply(m.id() + ".module.name", ""));
        line(table, "version", m.version());
        line(
                table,
                "state",
                label.apply("console.module." + m.state(), m.state().name()));
        if (!m.reason().isEmpty()) line(table, "reason", m.reason());
        if (!m.waitsFor().isEmpty()) line(table, "waitsFor", String.join("; ", m.waitsFor()));
        line(table, "phases", String.join(", ", m.phases()));
        line(table, "types", String.join(", ", m.types()));
        line(table, "functions", String.join(", ", m.functions()));
        line(table, "size", m.bytes() / 1024 + " kB");
        return Shown.table(m, table);
    }

    private void line(Table table, String what, String value) {
        table.row(label.apply("console.column." + what, what), value);
    }
}
