package org.stepwise.rest.internal.access;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;

/** What the current caller may do where a kernel service leaves reading to the door. */
@Component(service = Rights.class)
public final class Rights {
    private final Access access;
    private final Callers callers;

    @Activate
    public Rights(@Reference Access access, @Reference Callers callers) {
        this.access = access;
        this.callers = callers;
    }

    public Caller caller() {
        return callers.current();
    }

    public boolean may(String action, String type) {
        return caller().system() || access.may(caller(), type, action);
    }

    /** @throws Forbidden when the caller may not */
    public void require(String action, String type) {
        if (!may(action, type)) throw Forbidden.of(action, type);
    }
}
