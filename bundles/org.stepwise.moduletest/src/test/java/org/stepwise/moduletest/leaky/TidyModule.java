package org.stepwise.moduletest.leaky;

import org.stepwise.kernel.api.module.Module;

/** A module that leaves nothing behind. */
public final class TidyModule implements Module {
    @Override
    public String id() {
        return "tidy";
    }
}
