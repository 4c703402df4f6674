package org.stepwise.survey.internal;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stepwise.kernel.api.module.Module;

/** Surveys before a roll-out as a part of the kernel: always open, each sheet to those who answer it. */
@Component(service = Module.class)
public final class SurveyModule implements Module {
    @Override
    public String id() {
        return "survey";
    }

    @Override
    public String area() {
        return "kernel";
    }

    @Override
    public String icon() {
        return "forms";
    }

    @Override
    public int order() {
        return 47;
    }

    @Override
    public List<Class<? extends Record>> settings() {
        return List.of(SurveyRules.class);
    }
}
