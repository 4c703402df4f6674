package org.stepwise.console.internal.rollout;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.stepwise.console.internal.shell.Names;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.rollout.Trial;

/** A trial with all that it left. */
record TrialCard(Function<String[], Table> columns, BiFunction<String, String, String> label, Names names) {
    Shown of(Trial trial) {
        Table table = columns.apply(new String[] {"what", "value"});
        line(table, "phase", trial.phase());
        line(
                table,
                "state",
                label.apply(
                        "rollout.trial.state." + trial.state(), trial.state().name()));
        line(table, "units", names.of(trial.units()));
        line(table, "persons", names.of(trial.persons()));
        line(table, "people", Integer.toString(trial.people()));
        counts(table, trial.made(), "%s.plural");
        counts(table, trial.kept(), "kernel.keeping.%s");
        line(table, "held", Long.toString(trial.held()));
        line(table, "caught", Long.toString(trial.caught()));
        return Shown.table(trial, table);
    }

    private void counts(Table table, Map<String, Long> counts, String key) {
        counts.forEach((name, count) -> table.row(label.apply(key.formatted(name), name), Long.toString(count)));
    }

    private void line(Table table, String what, String value) {
        table.row(label.apply("console.column." + what, what), value);
    }
}
