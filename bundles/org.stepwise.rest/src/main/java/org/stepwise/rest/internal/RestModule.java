package org.stepwise.rest.internal;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.rest.internal.door.RestLimits;
import org.stepwise.rest.internal.door.Serving;

/** Tables and texts of the REST door; whether the door is open it tells for itself. */
@Component
public final class RestModule implements Module {
    @Activate
    public RestModule(@Reference Serving serving) {}

    @Override
    public String id() {
        return "rest";
    }

    @Override
    public String area() {
        return "kernel";
    }

    @Override
    public List<Class<? extends Record>> settings() {
        return List.of(RestLimits.class);
    }
}
