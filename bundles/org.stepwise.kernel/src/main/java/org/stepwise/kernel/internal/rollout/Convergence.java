package org.stepwise.kernel.internal.rollout;

import java.time.Duration;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.module.ReadyListener;
import org.stepwise.kernel.internal.job.Loop;
import org.stepwise.kernel.internal.module.Lifecycle;
import org.stepwise.kernel.internal.module.ModuleReleases;

/**
 * Brings this node to the state of the plan: at its start, and whenever another node has opened
 * something, or taken a module away, since.
 */
@Component(service = ReadyListener.class)
public final class Convergence implements ReadyListener {
    private final Loop loop = new Loop("convergence", Duration.ofSeconds(30), this::converge);
    private final ServiceReference<PhasedRollout> rollout;
    private final ServiceReference<Lifecycle> modules;
    private final BundleContext context;

    /** Absent in a plain JVM, where no archive can be installed. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile ServiceReference<ModuleReleases> releases;

    /** The roll-out needs the modules, which tell this listener: so it is got when there is something to do. */
    @Activate
    public Convergence(
            @Reference ServiceReference<PhasedRollout> rollout,
            @Reference ServiceReference<Lifecycle> modules,
            BundleContext context) {
        this.rollout = rollout;
        this.modules = modules;
        this.context = context;
    }

    private void converge() {
        ServiceReference<ModuleReleases> now = releases;
        if (now != null) with(now, ModuleReleases::follow);
        with(modules, Lifecycle::follow);
        with(rollout, PhasedRollout::converge);
    }

    private <S> void with(ServiceReference<S> reference, Consumer<S> work) {
        S found = context.getService(reference);
        if (found == null) return;
        try {
            work.accept(found);
        } finally {
            context.ungetService(reference);
        }
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
