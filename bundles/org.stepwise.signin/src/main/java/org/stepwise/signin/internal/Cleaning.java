package org.stepwise.signin.internal;

import java.time.Clock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.job.Job;
import org.stepwise.kernel.api.job.JobBody;
import org.stepwise.kernel.api.job.Progress;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.tx.Transactions;

/** Takes away what has ended: sessions, tokens, counted attempts. */
@Component(service = JobBody.class)
@Job(id = "signin/cleaning", every = "PT1H")
public final class Cleaning implements JobBody {
    private final Sessions sessions;
    private final Tokens tokens;
    private final Attempts attempts;

    @Activate
    public Cleaning(@Reference Transactions tx, @Reference Settings settings, @Reference Clock clock) {
        sessions = new Sessions(tx, settings, clock);
        tokens = new Tokens(tx, settings, clock);
        attempts = new Attempts(tx, settings, clock);
    }

    @Override
    public void run(Progress progress) {
        sessions.clean();
        progress.at(1, 3);
        tokens.clean();
        progress.at(2, 3);
        attempts.clean();
        progress.at(3, 3);
    }
}
