package org.stepwise.console.internal.job;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.job.Jobs;

/** Lists jobs. */
@Service
@Command(
        scope = "stepwise",
        name = "job-list",
        description = "Lists jobs with their last and next start, or their runs")
public final class JobList extends StepwiseCommand {
    private static final int MOST = 50;

    @Option(name = "--runs", description = "Lists runs instead, newest first", valueToShowInHelp = "")
    boolean runs;

    @Override
    protected Shown run() {
        return runs ? runs() : jobs();
    }

    private Shown jobs() {
        List<Jobs.Info> jobs = use(Jobs.class).jobs();
        Table table = columns("job", "name", "every", "last", "next", "running");
        jobs.forEach(j ->
                table.row(j.id(), label("job." + j.id(), ""), j.every(), j.last(), j.next(), j.running() ? "*" : ""));
        return Shown.table(jobs, table);
    }

    private Shown runs() {
        List<Jobs.Run> found = use(Jobs.class).runs("", MOST);
        Table table = columns("run", "job", "state", "progress", "by", "started", "problem");
        for (Jobs.Run r : found) {
            table.row(
                    r.id(),
                    label(r.job(), r.job()),
                    label("console.run." + r.state(), r.state().name()),
                    r.done() + "/" + r.total(),
                    r.byName(),
                    r.started(),
                    r.problem());
        }
        return Shown.table(found, table);
    }
}
