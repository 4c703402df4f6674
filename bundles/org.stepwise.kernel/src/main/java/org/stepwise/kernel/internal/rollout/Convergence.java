package org.stepwise.kernel.internal.rollout;

import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.module.ReadyListener;
import org.stepwise.kernel.internal.job.Loop;

/** Brings this node to the state of the plan: at its start, and whenever another node has opened something since. */
@Component(service = ReadyListener.class)
public final class Convergence implements ReadyListener {
    private final Loop loop;

    @Activate
    public Convergence(@Reference PhasedRollout rollout) {
        loop = new Loop("convergence", Duration.ofSeconds(30), rollout::converge);
    }

    @Override
    public void ready(Module module) {
        if (module.id().equals("kernel")) loop.start();
    }

    @Deactivate
    public void stop() {
        loop.stop();
    }
}
