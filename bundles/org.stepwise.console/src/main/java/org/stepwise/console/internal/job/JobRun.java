package org.stepwise.console.internal.job;

import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.kernel.api.job.Jobs;

/** Starts a job. */
@Service
@Command(scope = "stepwise", name = "job-run", description = "Starts a job now")
public final class JobRun extends StepwiseCommand {
    @Argument(
            name = "job",
            description = "Id of the job, such as rest/forget-keys",
            required = true,
            valueToShowInHelp = "")
    @Completion(org.stepwise.console.internal.complete.Jobs.class)
    String job = "";

    @Override
    protected String arguments() {
        return job;
    }

    @Override
    protected Shown run() {
        long run = use(Jobs.class).start(job);
        return Shown.text(Map.of("job", job, "run", run), text("console.job.started", Map.of("job", job, "run", run)));
    }
}
