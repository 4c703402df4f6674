package org.stepwise.kernel.internal.audit;

import java.util.Map;
import java.util.Optional;
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

/**
 * Who calls, and whether that caller may. The common services ask here instead of {@link Callers} and {@link Access} directly,
 * because those need audit, settings and openings themselves: their references are filled later, so no circle waits for itself.
 */
@Component(service = Guard.class)
public final class Guard {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Callers callers;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Access access;

    @Activate
    public Guard() {}

    /** For those who wire the kernel by hand. */
    public Guard with(Callers known, Access deciding) {
        callers = known;
        access = deciding;
        return this;
    }

    /** Whoever is bound to this thread. */
    public Optional<Caller> caller() {
        Callers known = callers;
        return known == null ? Optional.empty() : known.find();
    }

    /** @throws Forbidden when nobody is signed in on this thread */
    public Caller current() {
        return callers().current();
    }

    public Callers callers() {
        Callers known = callers;
        if (known == null) throw new Unavailable("kernel.problem.starting", Map.of());
        return known;
    }

    public boolean may(String action, String type) {
        Access deciding = access;
        Caller caller = current();
        return caller.system() || deciding != null && deciding.may(caller, type, action);
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
