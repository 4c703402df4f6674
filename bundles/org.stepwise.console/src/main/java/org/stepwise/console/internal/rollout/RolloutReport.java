package org.stepwise.console.internal.rollout;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.rollout.Acceptance;
import org.stepwise.kernel.api.rollout.Phase;

/** Shows the acceptance report of a phase. */
@Service
@Command(
        scope = "stepwise",
        name = "rollout-report",
        description = "Shows the acceptance report of a phase: criteria, figures, tasks, feedback and every step")
public final class RolloutReport extends PhaseCommand {
    @Override
    protected Shown run() {
        Acceptance.Report report = use(Acceptance.class).report(code);
        Phase phase = report.phase();
        Table table = columns("what", "value");
        line(table, "phase", phase.code() + " " + phase.name());
        line(table, "goal", phase.goal());
        line(
                table,
                "state",
                label("console.phase." + phase.state(), phase.state().name()));
        line(table, "people", Integer.toString(phase.people()));
        line(table, "signedIn", Integer.toString(report.adoption().whole().signedIn()));
        report.adoption()
                .gates()
                .forEach(gate -> line(table, "criterion", mark(gate.met()) + gate.text() + " " + gate.figure()));
        phase.tasks().forEach(task -> line(table, "task", mark(task.done()) + task.title()));
        line(table, "feedback", Integer.toString(report.adoption().whole().feedback()));
        report.feedback().forEach(one -> line(table, "text", one.text()));
        report.history()
                .forEach(event -> line(
                        table,
                        "step",
                        event.at() + " " + text("rollout.event." + event.step(), event.details()) + " "
                                + event.byName()));
        return Shown.table(report, table);
    }

    private static String mark(boolean done) {
        return done ? "[x] " : "[ ] ";
    }

    private void line(Table table, String what, String value) {
        table.row(label("console.column." + what, what), value);
    }
}
