package org.stepwise.survey.internal;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.job.Job;
import org.stepwise.kernel.api.job.JobBody;
import org.stepwise.kernel.api.job.Progress;

/** Reminds in the morning of sheets that are due within days, or late. */
@Component(service = JobBody.class)
@Job(id = "survey/reminders", every = "08:30")
public final class Reminders implements JobBody {
    private final Surveys surveys;

    @Activate
    public Reminders(@Reference Surveys surveys) {
        this.surveys = surveys;
    }

    @Override
    public void run(Progress progress) {
        int reminded = surveys.remind();
        while (reminded > 0) {
            progress.note("survey.reminded", Map.of("count", reminded));
            reminded = surveys.remind();
        }
    }
}
