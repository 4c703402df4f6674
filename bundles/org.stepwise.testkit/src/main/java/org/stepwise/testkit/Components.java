package org.stepwise.testkit;

import java.util.List;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

/** Says what keeps components from being there. */
final class Components {
    private Components() {}

    static List<String> unsatisfied(BundleContext context) {
        ServiceReference<ServiceComponentRuntime> reference =
                context.getServiceReference(ServiceComponentRuntime.class);
        if (reference == null) return List.of("no component runtime");
        ServiceComponentRuntime runtime = context.getService(reference);
        return runtime.getComponentDescriptionDTOs().stream()
                .flatMap(description -> runtime.getComponentConfigurationDTOs(description).stream())
                .flatMap(Components::reasons)
                .toList();
    }

    private static Stream<String> reasons(ComponentConfigurationDTO configuration) {
        Stream<String> waits = Stream.of(configuration.unsatisfiedReferences)
                .map(missing -> configuration.description.name + " waits for " + missing.name);
        Stream<String> failed = configuration.failure == null
                ? Stream.empty()
                : Stream.of(configuration.description.name + " failed: " + configuration.failure);
        return Stream.concat(waits, failed);
    }
}
