package org.stepwise.notices.internal;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stepwise.kernel.api.module.Module;

/** Notices as a part of the kernel: always open. */
@Component(service = Module.class)
public final class NoticesModule implements Module {
    @Override
    public String id() {
        return "notices";
    }

    @Override
    public String area() {
        return "kernel";
    }

    @Override
    public String icon() {
        return "bell";
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public List<Class<? extends Record>> settings() {
        return List.of(NoticeRules.class);
    }
}
