package org.stepwise.rest.internal;

import org.osgi.service.component.annotations.Component;
import org.stepwise.kernel.api.module.Module;

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
}
