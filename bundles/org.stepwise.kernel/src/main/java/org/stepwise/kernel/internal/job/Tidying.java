package org.stepwise.kernel.internal.job;

import java.time.Clock;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.job.Job;
import org.stepwise.kernel.api.job.JobBody;
import org.stepwise.kernel.api.job.Progress;
import org.stepwise.kernel.internal.event.Delivery;

/** Removes old receipts of events after a week and old runs of jobs after a quarter. */
@Component(service = JobBody.class)
@Job(id = "kernel/tidy", every = "03:40")
public final class Tidying implements JobBody {
    private final Delivery delivery;
    private final Runs runs;
    private final Clock clock;

    @Activate
    public Tidying(@Reference Delivery delivery, @Reference Runs runs, @Reference Clock clock) {
        this.delivery = delivery;
        this.runs = runs;
        this.clock = clock;
    }

    @Override
    public void run(Progress progress) {
        delivery.tidy(clock.instant().minus(Duration.ofDays(7)));
        progress.at(1, 2);
        runs.tidy(clock.instant().minus(Duration.ofDays(90)));
        progress.at(2, 2);
    }
}
