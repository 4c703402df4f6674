package org.stepwise.itests.broken;

import org.stepwise.kernel.api.module.Module;

/** A module whose second schema file can not run. */
public final class BadSchemaModule implements Module {
    @Override
    public String id() {
        return "badschema";
    }
}
