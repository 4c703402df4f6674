package org.stepwise.rest.internal;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.rest.internal.door.RestLimits;

/** Tables and texts of the REST door. */
@Component
public final class RestModule implements Module {
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
