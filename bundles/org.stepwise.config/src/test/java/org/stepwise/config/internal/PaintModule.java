package org.stepwise.config.internal;

import java.util.List;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.paint.DryingRules;
import org.stepwise.paint.MixingRules;

/** A module that has a part of the configuration of its own, besides a list, settings and rules of use. */
final class PaintModule implements Module {
    @Override
    public String id() {
        return "paint";
    }

    @Override
    public List<Class<? extends Record>> settings() {
        return List.of(DryingRules.class, MixingRules.class);
    }
}
