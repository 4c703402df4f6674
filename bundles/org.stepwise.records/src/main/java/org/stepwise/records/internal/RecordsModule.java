package org.stepwise.records.internal;

import org.osgi.service.component.annotations.Component;
import org.stepwise.kernel.api.module.Module;

/** The engine's own tables and texts. */
@Component(service = Module.class)
public final class RecordsModule implements Module {
    @Override
    public String id() {
        return "records";
    }

    @Override
    public String area() {
        return "kernel";
    }
}
