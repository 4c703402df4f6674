package org.stepwise.console.internal.rollout;

import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.stepwise.console.internal.shell.Names;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.rollout.Phase;

/** Shows one phase. */
record PhaseCard(Function<String[], Table> columns, BinaryOperator<String> label, Names names) {
    Shown of(Phase p) {
        Table table = columns.apply(new String[] {"what", "value"});
        line(table, "phase", p.code() + " " + p.name());
        line(table, "goal", p.goal());
        line(table, "state", label.apply("console.phase." + p.state(), p.state().name()));
        line(table, "from", p.from().map(Object::toString).orElse(""));
        line(table, "to", p.to().map(Object::toString).orElse(""));
        line(table, "modules", String.join(", ", p.modules()));
        line(table, "units", names.of(p.units()));
        line(table, "persons", names.of(p.persons()));
        line(table, "people", Integer.toString(p.people()));
        if (p.invited() > 0) line(table, "invited", Integer.toString(p.invited()));
        line(table, "responsible", names.of(p.responsible()));
        p.tasks().forEach(t -> line(table, "task", mark(t.done()) + t.title()));
        p.criteria().forEach(c -> line(table, "criterion", (c.condition().counted() ? "" : mark(c.met())) + c.text()));
        return Shown.table(p, table);
    }

    private static String mark(boolean done) {
        return done ? "[x] " : "[ ] ";
    }

    private void line(Table table, String what, String value) {
        table.row(label.apply("console.column." + what, what), value);
    }
}
