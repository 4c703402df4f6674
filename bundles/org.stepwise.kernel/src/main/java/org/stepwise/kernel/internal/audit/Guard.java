package org.stepwise.kernel.internal.audit;

import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.internal.module.Later;

/**
 * Who calls, and whether that caller may. The common services ask here instead of {@link Callers} and {@link Access} directly,
 * because those need audit, settings and openings themselves: their references are filled later, so no circle waits for itself.
 */
@Component(service = Guard.class)
public final class Guard {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile ServiceReference<Callers> callers;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile ServiceReference<Access> access;

    private final Later<Callers> laterCallers;
    private final Later<Access> laterAccess;

    @Activate
    public Guard(BundleContext context) {
        laterCallers = new Later<>(context);
        laterAccess = new Later<>(context);
    }

    /** Whoever is bound to this thread. */
    public Optional<Caller> caller() {
        return laterCallers.get(callers).flatMap(Callers::find);
    }

    /** @throws Forbidden when nobody is signed in on this thread */
    public Caller current() {
        return callers().current();
    }

    public Callers callers() {
        return laterCallers.get(callers).orElseThrow(() -> new Unavailable("kernel.problem.starting", Map.of()));
    }

    public boolean may(String action, String type) {
        Caller caller = current();
        return caller.system()
                || laterAccess
                        .get(access)
                        .filter(deciding -> deciding.may(caller, type, action))
                        .isPresent();
    }

    /** @throws Forbidden when the current caller may not */
    public void require(String action, String type) {
        if (!may(action, type)) throw Forbidden.of(action, type);
    }

    /** Runs the work as the system, for a reason that the log tells. */
    public void asSystem(String reason, Runnable work) {
        Callers known = callers();
        known.run(known.system(reason), work);
    }
}
