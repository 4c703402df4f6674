package org.stepwise.itests;

import org.stepwise.kernel.api.module.Module;

/** A module with nothing but its name. */
public final class NotesModule implements Module {
    @Override
    public String id() {
        return "notes";
    }
}
