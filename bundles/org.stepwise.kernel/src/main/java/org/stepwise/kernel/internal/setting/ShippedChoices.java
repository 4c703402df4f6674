package org.stepwise.kernel.internal.setting;

import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.internal.module.Resources;

/** Loads a module's shipped lists the first time that it becomes ready. Called in the system's transaction. */
public interface ShippedChoices {
    void moduleReady(Module module, Resources resources);
}
