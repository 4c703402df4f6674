package org.stepwise.kernel.internal.rollout;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.job.Job;
import org.stepwise.kernel.api.job.JobBody;
import org.stepwise.kernel.api.job.Progress;

/** Sends tasks on when people have moved, or a record is seen by others than before. */
@Component(service = JobBody.class)
@Job(id = "kernel/errands", every = "PT10M")
public final class ErrandSettling implements JobBody {
    private final KeptErrands errands;

    @Activate
    public ErrandSettling(@Reference KeptErrands errands) {
        this.errands = errands;
    }

    @Override
    public void run(Progress progress) {
        errands.settle();
    }
}
