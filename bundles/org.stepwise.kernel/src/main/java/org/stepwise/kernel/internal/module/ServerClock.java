package org.stepwise.kernel.internal.module;

import java.time.Clock;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Registers the server's clock, so that everybody takes the time from one place. A test registers another one first. */
@Component(service = {})
public final class ServerClock {
    private final ServiceRegistration<Clock> registration;

    @Activate
    public ServerClock(BundleContext context) {
        registration = context.registerService(Clock.class, Clock.systemUTC(), null);
    }

    @Deactivate
    void stop() {
        registration.unregister();
    }
}
