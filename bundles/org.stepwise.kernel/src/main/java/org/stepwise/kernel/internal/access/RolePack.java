package org.stepwise.kernel.internal.access;

import org.stepwise.kernel.api.module.Module;

/** Writes a module's roles and default grants the first time that it becomes ready. Called in the system's transaction. */
public interface RolePack {
    void moduleReady(Module module);
}
