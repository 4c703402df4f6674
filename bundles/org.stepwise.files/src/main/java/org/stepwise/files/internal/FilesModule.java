package org.stepwise.files.internal;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stepwise.kernel.api.module.Module;

/** Files as a part of the kernel: always open. */
@Component(service = Module.class)
public final class FilesModule implements Module {
    @Override
    public String id() {
        return "files";
    }

    @Override
    public String area() {
        return "kernel";
    }

    @Override
    public String icon() {
        return "paperclip";
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public List<Class<? extends Record>> settings() {
        return List.of(FileRules.class, StoreRules.class);
    }
}
