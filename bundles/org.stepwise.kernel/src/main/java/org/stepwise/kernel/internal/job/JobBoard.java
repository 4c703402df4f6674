package org.stepwise.kernel.internal.job;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.job.JobBody;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.internal.module.Registry;
import org.stepwise.kernel.internal.rollout.Openings;

/** The jobs of the modules that are ready, and which of them may run now. */
@Component(service = JobBoard.class)
public final class JobBoard {
    private static final Logger LOG = LoggerFactory.getLogger(JobBoard.class);
    private final Registry registry;
    private final Openings openings;
    private final Whiteboard<JobBody> bodies;

    /** A job as its component declares it. */
    record Known(String id, String every, Pace pace, JobBody body) {
        String module() {
            return id.substring(0, Math.max(0, id.indexOf('/')));
        }
    }

    @Activate
    public JobBoard(@Reference Registry registry, @Reference Openings openings, BundleContext context) {
        this.registry = registry;
        this.openings = openings;
        this.bodies = new Whiteboard<>(context);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(ServiceReference<JobBody> body) {
        bodies.add(body);
    }

    void remove(ServiceReference<JobBody> body) {
        bodies.remove(body);
    }

    /** Jobs of ready modules, by id. */
    List<Known> all() {
        Set<String> ready = registry.modules().stream().map(Module::id).collect(Collectors.toSet());
        return bodies.all().stream()
                .map(entry -> known(entry.reference(), entry.service()))
                .flatMap(Optional::stream)
                .filter(known -> ready.contains(known.module()))
                .sorted(Comparator.comparing(Known::id))
                .toList();
    }

    Optional<Known> find(String id) {
        return all().stream().filter(known -> known.id().equals(id)).findFirst();
    }

    private static Optional<Known> known(ServiceReference<JobBody> reference, JobBody body) {
        String id = String.valueOf(reference.getProperty("job.id"));
        Object every = reference.getProperty("job.every");
        try {
            String pace = every == null ? "" : every.toString();
            return Optional.of(new Known(id, pace, Pace.of(pace), body));
        } catch (IllegalArgumentException e) {
            LOG.error("job {} is left out: {}", id, e.getMessage());
            return Optional.empty();
        }
    }

    /** Is the job's module the kernel's, or open to anybody? */
    boolean runs(Known known) {
        boolean kernel = registry.modules().stream()
                .anyMatch(module ->
                        module.id().equals(known.module()) && module.area().equals("kernel"));
        return kernel || !openings.phasesUsing(known.module()).isEmpty();
    }
}
