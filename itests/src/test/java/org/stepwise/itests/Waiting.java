package org.stepwise.itests;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** What our components wait for; empty when every component of our bundles is satisfied. */
final class Waiting {
    private Waiting() {}

    static List<String> componentsOf(BundleContext context) {
        ServiceReference<ServiceComponentRuntime> reference =
                context.getServiceReference(ServiceComponentRuntime.class);
        ServiceComponentRuntime runtime = context.getService(reference);
        Bundle[] ours = Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getSymbolicName().startsWith("org.stepwise."))
                .toArray(Bundle[]::new);
        List<String> waiting = new ArrayList<>();
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs(ours)) {
            for (ComponentConfigurationDTO configuration : runtime.getComponentConfigurationDTOs(component)) {
                for (UnsatisfiedReferenceDTO missing : configuration.unsatisfiedReferences) {
                    waiting.add(component.name + " waits for " + missing.name);
                }
                if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    waiting.add(component.name + " fails: "
                            + configuration.failure.lines().findFirst().orElse(""));
                }
            }
        }
        context.ungetService(reference);
        return waiting;
    }
}
