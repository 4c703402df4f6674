package org.stepwise.demo.internal;

import org.osgi.service.component.annotations.Component;
import org.stepwise.kernel.api.module.Module;

/** The demo company; works only in a home that was created with {@code --demo}. */
@Component(service = Module.class)
public final class DemoModule implements Module {
    @Override
    public String id() {
        return "demo";
    }

    @Override
    public String area() {
        return "kernel";
    }

    @Override
    public int order() {
        return 900;
    }
}
