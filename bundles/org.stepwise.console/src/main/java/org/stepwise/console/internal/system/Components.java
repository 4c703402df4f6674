package org.stepwise.console.internal.system;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** What our components wait for. */
record Components(ServiceComponentRuntime runtime) {
    private static final String OURS = "org.stepwise.";

    /** Component → missing services; empty when everything is there. */
    Map<String, String> waiting() {
        Map<String, String> waiting = new TreeMap<>();
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs()) {
            if (!component.bundle.symbolicName.startsWith(OURS)) continue;
            for (ComponentConfigurationDTO configuration : runtime.getComponentConfigurationDTOs(component)) {
                if (configuration.failure != null) waiting.put(component.name, firstLine(configuration.failure));
                else if (configuration.unsatisfiedReferences.length > 0) {
                    waiting.put(component.name, missing(component, configuration));
                }
            }
        }
        return waiting;
    }

    private static String firstLine(String failure) {
        return failure.lines().findFirst().orElse(failure);
    }

    private static String missing(ComponentDescriptionDTO component, ComponentConfigurationDTO configuration) {
        return Arrays.stream(configuration.unsatisfiedReferences)
                .map(u -> service(component, u))
                .collect(Collectors.joining(", "));
    }

    private static String service(ComponentDescriptionDTO component, UnsatisfiedReferenceDTO missing) {
        return Arrays.stream(component.references)
                .filter(r -> r.name.equals(missing.name))
                .map(r -> r.interfaceName)
                .findFirst()
                .orElse(missing.name);
    }
}
