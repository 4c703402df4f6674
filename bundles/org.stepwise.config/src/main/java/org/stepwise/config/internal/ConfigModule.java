package org.stepwise.config.internal;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Grant;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.access.Scope;
import org.stepwise.kernel.api.module.Module;

/** Carrying configuration over as a part of the kernel: always open. */
@Component(service = Module.class)
public final class ConfigModule implements Module {
    static final String TYPE = "config.transfer";

    @Override
    public String id() {
        return "config";
    }

    @Override
    public String area() {
        return "kernel";
    }

    @Override
    public String icon() {
        return "transfer";
    }

    @Override
    public int order() {
        return 46;
    }

    @Override
    public List<String> permissions() {
        return List.of(TYPE + ":" + Actions.ADMINISTER);
    }

    @Override
    public List<Grant> grants() {
        return List.of(new Grant(Roles.ADMINISTRATOR, TYPE, Actions.ADMINISTER, Scope.ALL));
    }
}
