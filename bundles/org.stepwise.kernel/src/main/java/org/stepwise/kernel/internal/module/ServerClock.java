package org.stepwise.kernel.internal.module;

import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the server's clock, so that everybody takes the time from one place. A test registers another one first. In the home of
 * a demo company, and nowhere else, it may go ahead ({@code ahead = P14D}), so that one sees what weeks bring.
 */
@Component(
        service = {},
        configurationPid = "org.stepwise.clock")
public final class ServerClock {
    private static final Logger LOG = LoggerFactory.getLogger(ServerClock.class);
    private static final String AHEAD = "ahead";
    private final AheadClock clock = new AheadClock(Clock.systemUTC());
    private final ServiceRegistration<Clock> registration;
    private final boolean demo = Boolean.getBoolean("stepwise.demo");

    @Activate
    public ServerClock(BundleContext context, Map<String, Object> settings) {
        set(settings);
        registration = context.registerService(Clock.class, demo ? clock : Clock.systemUTC(), null);
    }

    @Modified
    void set(Map<String, Object> settings) {
        Object ahead = settings.get(AHEAD);
        if (!demo || ahead == null) return;
        try {
            clock.set(Duration.parse(ahead.toString()));
        } catch (DateTimeParseException e) {
            LOG.warn(
                    "org.stepwise.clock: ahead = {} is no length of time such as P14D; the clock stays as it is",
                    ahead);
        }
    }

    @Deactivate
    void stop() {
        registration.unregister();
    }
}
