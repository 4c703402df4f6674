package org.stepwise.signin.internal;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stepwise.kernel.api.module.Module;

/** Sign-in as a part of the kernel: always open. */
@Component(service = Module.class)
public final class SigninModule implements Module {
    @Override
    public String id() {
        return "signin";
    }

    @Override
    public String area() {
        return "kernel";
    }

    @Override
    public String icon() {
        return "lock";
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public List<Class<? extends Record>> settings() {
        return List.of(SignInRules.class);
    }
}
