package org.stepwise.rest.internal.record;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.job.Job;
import org.stepwise.kernel.api.job.JobBody;
import org.stepwise.kernel.api.job.Progress;

/** Forgets idempotency keys that are older than a day. */
@Component
@Job(id = "rest/forget-keys", every = "PT6H")
public final class ForgetKeys implements JobBody {
    private final Idempotency idempotency;

    @Activate
    public ForgetKeys(@Reference Idempotency idempotency) {
        this.idempotency = idempotency;
    }

    @Override
    public void run(Progress progress) {
        idempotency.forget();
    }
}
