package org.stepwise.console.internal.shell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.stepwise.kernel.api.Unavailable;

/**
 * Services, looked up when a command runs. Commands do not declare them, because Karaf would then offer none of our commands while
 * one service is missing, and an operator needs them most in that hour.
 */
public final class Services {
    private final BundleContext context;

    public Services(BundleContext context) {
        this.context = context;
    }

    /** @throws Unavailable when nobody offers it now */
    public <T> T get(Class<T> type) {
        return find(type)
                .orElseThrow(() -> new Unavailable("console.problem.missing", Map.of("service", type.getSimpleName())));
    }

    public <T> Optional<T> find(Class<T> type) {
        return Optional.ofNullable(context.getServiceReference(type)).map(context::getService);
    }

    public <T> List<T> all(Class<T> type) {
        try {
            Collection<ServiceReference<T>> references = context.getServiceReferences(type, null);
            List<T> found = new ArrayList<>();
            references.forEach(r -> Optional.ofNullable(context.getService(r)).ifPresent(found::add));
            return found;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
