package org.stepwise.kernel.internal.setting;

import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.internal.module.Resources;

/** Takes over a module's shipped lists, each time that it becomes ready. */
public interface ShippedChoices {
    void moduleReady(Module module, Resources resources);
}
