package org.stepwise.itests;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.JMException;
import javax.management.ObjectName;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;

/** Class loaders of modules that come and go: none may be left when its module is away (ROL-3). */
final class Loaders {
    private final BundleContext context;
    private final Set<String> watched;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final SynchronousBundleListener listener = this::changed;

    /** A loader that was there, held by nothing here. */
    private record Seen(String name, WeakReference<ClassLoader> loader) {}

    private Loaders(BundleContext context, Set<String> watched) {
        this.context = context;
        this.watched = watched;
        context.addBundleListener(listener);
    }

    /** @param watched symbolic names of the bundles that come and go */
    static Loaders of(BundleContext context, String... watched) {
        return new Loaders(context, Set.of(watched));
    }

    private void changed(BundleEvent event) {
        Bundle bundle = event.getBundle();
        if (event.getType() != BundleEvent.STARTING || !watched.contains(bundle.getSymbolicName())) return;
        ClassLoader loader = bundle.adapt(BundleWiring.class).getClassLoader();
        if (seen.stream().noneMatch(one -> one.loader().refersTo(loader)))
            seen.add(new Seen(bundle.getSymbolicName() + " " + bundle.getVersion(), new WeakReference<>(loader)));
    }

    /** How many there have been. */
    int many() {
        return seen.size();
    }

    /** Those that somebody still holds after the memory was tidied up, asked when all modules are away. */
    List<String> left() {
        context.removeBundleListener(listener);
        List<String> left = Distribution.untilEmpty(() -> {
            System.gc();
            return seen.stream()
                    .filter(one -> !one.loader().refersTo(null))
                    .map(Seen::name)
                    .toList();
        });
        if (!left.isEmpty()) dump(Path.of(System.getProperty("stepwise.home"), "loaders.hprof"));
        return left;
    }

    /** For whoever looks for the one who holds them. */
    private static void dump(Path heap) {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
                            "dumpHeap",
                            new Object[] {heap.toString(), true},
                            new String[] {String.class.getName(), "boolean"});
        } catch (JMException e) {
            throw new IllegalStateException(heap.toString(), e);
        }
    }
}
