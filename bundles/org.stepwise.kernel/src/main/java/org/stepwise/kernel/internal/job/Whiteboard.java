package org.stepwise.kernel.internal.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * Services of one kind that come and go, got at first use instead of when they are bound: they may need the very component that
 * collects them.
 */
public final class Whiteboard<T> {
    private final BundleContext context;
    private final Map<ServiceReference<T>, Optional<T>> services = new ConcurrentHashMap<>();

    /** A service and what it was registered with. */
    public record Entry<T>(ServiceReference<T> reference, T service) {}

    public Whiteboard(BundleContext context) {
        this.context = context;
    }

    public void add(ServiceReference<T> reference) {
        services.put(reference, Optional.empty());
    }

    /** @return the service, when it was ever used */
    public Optional<T> remove(ServiceReference<T> reference) {
        Optional<T> gone = services.remove(reference);
        if (gone == null) return Optional.empty();
        gone.ifPresent(service -> context.ungetService(reference));
        return gone;
    }

    /** Those that can be had now. */
    public List<Entry<T>> all() {
        List<Entry<T>> found = new ArrayList<>();
        for (Map.Entry<ServiceReference<T>, Optional<T>> entry : services.entrySet()) {
            ServiceReference<T> reference = entry.getKey();
            Optional<T> service = entry.getValue();
            if (service.isEmpty()) {
                service = Optional.ofNullable(context.getService(reference));
                boolean kept = service.isPresent() && services.replace(reference, Optional.empty(), service);
                if (service.isPresent() && !kept) context.ungetService(reference);
            }
            service.ifPresent(got -> found.add(new Entry<>(reference, got)));
        }
        return found;
    }
}
