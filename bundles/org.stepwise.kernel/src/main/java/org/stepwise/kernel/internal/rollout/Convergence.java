package org.stepwise.kernel.internal.rollout;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
import org.stepwise.kernel.api.module.Nodes.Trouble;
import org.stepwise.kernel.api.module.ReadyListener;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.job.Loop;
import org.stepwise.kernel.internal.module.Lifecycle;
import org.stepwise.kernel.internal.module.ModuleReleases;
import org.stepwise.kernel.internal.node.ThisNode;

/**
 * Brings this node to the state of the plan: at its start, whenever another node has opened or closed something, brought another
 * version of a module, or taken one away, and twice a minute in any case. What cannot be brought is told where all nodes can read it.
 */
@Component(service = ReadyListener.class)
public final class Convergence implements ReadyListener {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final long ROUND_NANOS = Duration.ofSeconds(30).toNanos();
    private final Loop loop = new Loop("convergence", LOOK, this::step);
    private final Transactions transactions;
    private final ServiceReference<PhasedRollout> rollout;
    private final ServiceReference<Lifecycle> modules;
    private final ServiceReference<ThisNode> node;
    private final BundleContext context;
    private Optional<Long> last = Optional.empty();
    private Optional<PlanMark> seen = Optional.empty();
    private boolean alone = true;

    /** Absent in a plain JVM, where no archive can be installed. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile ServiceReference<ModuleReleases> releases;

    /** The roll-out needs the modules, which tell this listener: so it is got when there is something to do. */
    @Activate
    public Convergence(
            @Reference Transactions transactions,
            @Reference ServiceReference<PhasedRollout> rollout,
            @Reference ServiceReference<Lifecycle> modules,
            @Reference ServiceReference<ThisNode> node,
            BundleContext context) {
        this.transactions = transactions;
        this.rollout = rollout;
        this.modules = modules;
        this.node = node;
        this.context = context;
    }

    private void step() {
        boolean due =
                last.filter(then -> System.nanoTime() - then < ROUND_NANOS).isEmpty();
        if (!due && (alone || seen.equals(Optional.of(mark())))) return;
        seen = Optional.of(mark());
        converge();
        last = Optional.of(System.nanoTime());
    }

    private PlanMark mark() {
        return transactions.read(() -> PlanMark.read(transactions.sql()));
    }

    private void converge() {
        Map<String, Trouble> lacking = new LinkedHashMap<>();
        ServiceReference<ModuleReleases> now = releases;
        if (now != null) with(now, ModuleReleases::follow).ifPresent(found -> add(lacking, found));
        with(modules, life -> {
            life.follow();
            return true;
        });
        with(rollout, PhasedRollout::converge).ifPresent(found -> add(lacking, found));
        alone = with(node, self -> self.tell(List.copyOf(lacking.values()))).orElse(true);
    }

    private static void add(Map<String, Trouble> lacking, List<Trouble> found) {
        found.forEach(one -> lacking.putIfAbsent(one.module(), one));
    }

    private <S, T> Optional<T> with(ServiceReference<S> reference, Function<S, T> work) {
        S found = context.getService(reference);
        if (found == null) return Optional.empty();
        try {
            return Optional.of(work.apply(found));
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
