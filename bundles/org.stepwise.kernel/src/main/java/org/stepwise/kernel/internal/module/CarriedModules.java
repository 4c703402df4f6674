package org.stepwise.kernel.internal.module;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Files of modules that the server carries, but that are not there. */
@Component(service = CarriedModules.class)
public final class CarriedModules {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Features features;

    /** One for each jar that installing would bring; none for a module that the server does not carry. Equal for the same jar. */
    public List<Resources> resources(String module) {
        Features now = features;
        if (now == null || !now.modules().contains(module)) return List.of();
        return Previews.resources(now.missing(module));
    }
}
