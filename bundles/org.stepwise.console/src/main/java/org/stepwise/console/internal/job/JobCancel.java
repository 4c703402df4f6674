package org.stepwise.console.internal.job;

import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.job.Jobs;

/** Cancels a run. */
@Service
@Command(scope = "stepwise", name = "job-cancel", description = "Cancels a run of a job")
public final class JobCancel extends StepwiseCommand {
    @Argument(
            name = "run",
            description = "Number of the run, from job-list --runs",
            required = true,
            valueToShowInHelp = "")
    long run;

    @Override
    protected String arguments() {
        return Long.toString(run);
    }

    @Override
    protected Shown run() {
        use(Jobs.class).run(run).orElseThrow(() -> NotFound.of(run));
        use(Jobs.class).cancel(run);
        return Shown.text(Map.of("run", run), text("console.job.cancelled", Map.of("run", run)));
    }
}
