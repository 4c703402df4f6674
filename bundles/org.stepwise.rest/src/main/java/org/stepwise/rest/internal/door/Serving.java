package org.stepwise.rest.internal.door;

import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.stepwise.kernel.api.module.Health;

/** Whether REST is answered: the web server takes the door in, in its own time, after all else has come up. */
@Component(service = {Serving.class, Health.class})
public final class Serving implements Health {
    private volatile boolean serving;

    void begin() {
        serving = true;
    }

    void end() {
        serving = false;
    }

    @Override
    public Map<String, String> problems() {
        return serving ? Map.of() : Map.of("rest", "starting");
    }
}
