package org.stepwise.web.internal;

import org.osgi.service.component.annotations.Component;
import org.stepwise.kernel.api.module.Module;

/** The pages: tables for preferences, favourites and recents, texts, templates, static files. */
@Component(service = Module.class)
public final class WebModule implements Module {
    @Override
    public String id() {
        return "web";
    }

    @Override
    public String area() {
        return "kernel";
    }
}
