package org.stepwise.console.internal.rollout;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.rollout.Adoption;
import org.stepwise.kernel.api.rollout.Adoption.Figures;

/** Shows how far a phase has been taken up. */
@Service
@Command(
        scope = "stepwise",
        name = "rollout-adoption",
        description = "Shows who took up a phase, by unit and module, and its criteria")
public final class RolloutAdoption extends PhaseCommand {
    @Override
    protected Shown run() {
        Adoption.Report report = use(Adoption.class).of(code);
        Table table = columns("what", "name", "people", "signedIn", "used", "active", "records", "first", "feedback");
        line(table, "phase", report.phase(), report.whole());
        report.units().forEach(unit -> line(table, "unit", "· ".repeat(unit.depth()) + unit.name(), unit.figures()));
        report.modules().forEach(module -> line(table, "module", module.name(), module.figures()));
        report.weeks()
                .forEach(week ->
                        table.row(what("week"), week.from(), "", "", "", week.active(), week.records(), "", ""));
        report.unused().forEach(thing -> table.row(what("unused"), thing.name(), "", "", "", "", "", "", ""));
        report.gates()
                .forEach(gate -> table.row(
                        what("criterion"),
                        (gate.met() ? "[x] " : "[ ] ") + gate.text(),
                        "",
                        "",
                        "",
                        gate.figure(),
                        "",
                        "",
                        ""));
        return Shown.table(report, table);
    }

    private String what(String word) {
        return label("console.column." + word, word);
    }

    /** Of too few people no use is told. */
    private void line(Table table, String what, String name, Figures f) {
        Object hidden = "-";
        table.row(
                what(what),
                name,
                f.people(),
                f.signedIn(),
                f.few() ? hidden : f.used(),
                f.few() ? hidden : f.active(),
                f.few() ? hidden : f.records(),
                f.first().map(Object::toString).orElse(""),
                f.feedback());
    }
}
