package org.stepwise.itests.broken;

import org.stepwise.kernel.api.module.Module;

/** A module that can not start. */
public final class BadStartModule implements Module {
    public BadStartModule() {
        throw new IllegalStateException("no licence for this machine");
    }

    @Override
    public String id() {
        return "badstart";
    }
}
