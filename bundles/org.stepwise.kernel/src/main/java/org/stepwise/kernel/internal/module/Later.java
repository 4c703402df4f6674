package org.stepwise.kernel.internal.module;

import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * A service that is got when it is first used. For two components that need each other: the one that holds a {@code
 * ServiceReference} field and asks through this does not take part in a circle while both are being made. Thread-safe.
 */
public final class Later<T> {
    private final BundleContext context;
    private volatile Got<T> got = new Got<>(null, null);

    private record Got<T>(ServiceReference<T> reference, T service) {}

    public Later(BundleContext context) {
        this.context = context;
    }

    /** @param reference the field that Declarative Services keep, null while the service is absent */
    public Optional<T> get(ServiceReference<T> reference) {
        if (reference == null) return Optional.empty();
        Got<T> now = got;
        if (reference.equals(now.reference) && now.service != null) return Optional.of(now.service);
        T service = context.getService(reference);
        got = new Got<>(reference, service);
        return Optional.ofNullable(service);
    }
}
