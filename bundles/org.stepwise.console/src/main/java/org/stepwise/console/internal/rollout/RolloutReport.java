package org.stepwise.console.internal.rollout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.rollout.Acceptance;
import org.stepwise.kernel.api.rollout.Phase;

/** Shows the acceptance report of a phase. */
@Service
@Command(
        scope = "stepwise",
        name = "rollout-report",
        description =
                "Shows the acceptance report of a phase: criteria, figures, tasks, feedback and every step; or writes it as PDF")
public final class RolloutReport extends PhaseCommand {
    @Option(
            name = "--file",
            description = "Write the report as PDF into this file on the server",
            valueToShowInHelp = "")
    @Completion(FileCompleter.class)
    String file = "";

    @Override
    protected String arguments() {
        return file.isEmpty() ? code : code + " --file " + file;
    }

    @Override
    protected Shown run() {
        return file.isEmpty() ? shown() : written();
    }

    private Shown written() {
        byte[] pdf = use(Acceptance.class).pdf(code);
        try {
            Files.write(Path.of(file), pdf);
        } catch (IOException e) {
            throw new Conflict("console.problem.unwritable", Map.of("file", file));
        }
        Map<String, Object> done = Map.of("file", file, "bytes", pdf.length);
        return Shown.text(done, text("console.report.written", done));
    }

    private Shown shown() {
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
                        moment(event.at()) + " " + text("rollout.event." + event.step(), event.details()) + " "
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
