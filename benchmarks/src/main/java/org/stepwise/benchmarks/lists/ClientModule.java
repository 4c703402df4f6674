package org.stepwise.benchmarks.lists;

import org.stepwise.kernel.api.module.Module;

/** A module that needs no phase. */
public final class ClientModule implements Module {
    @Override
    public String id() {
        return "demo";
    }
}
