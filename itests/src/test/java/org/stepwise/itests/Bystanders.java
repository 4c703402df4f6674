package org.stepwise.itests;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.SynchronousBundleListener;

/** Every bundle but those that a test switches: none of them may be stopped, updated or refreshed (ROL-3). */
final class Bystanders {
    private static final int RESTARTS =
            BundleEvent.STOPPING | BundleEvent.STOPPED | BundleEvent.UPDATED | BundleEvent.UNRESOLVED;
    private final BundleContext context;
    private final Set<String> switched;
    private final List<String> before;
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final SynchronousBundleListener bundles = this::changed;
    private final FrameworkListener framework = this::happened;

    private Bystanders(BundleContext context, Set<String> switched) {
        this.context = context;
        this.switched = switched;
        this.before = states();
        context.addBundleListener(bundles);
        context.addFrameworkListener(framework);
    }

    /** @param switched symbolic names of the bundles that come and go */
    static Bystanders of(BundleContext context, String... switched) {
        return new Bystanders(context, Set.of(switched));
    }

    private void changed(BundleEvent event) {
        String name = event.getBundle().getSymbolicName();
        if ((event.getType() & RESTARTS) != 0 && !switched.contains(name)) {
            events.add(name + " event " + event.getType());
        }
    }

    private void happened(FrameworkEvent event) {
        if (event.getType() != FrameworkEvent.ERROR) return;
        String error = String.valueOf(event.getThrowable());
        if (switched.stream().noneMatch(name -> names(error, name))) {
            events.add(event.getBundle().getSymbolicName() + " error " + error);
        }
    }

    /** Is it about the module of this bundle, {@code org.stepwise.crm}? */
    private static boolean names(String error, String bundle) {
        String module = bundle.substring(bundle.lastIndexOf('.') + 1);
        return error.toLowerCase(Locale.ROOT).contains(module);
    }

    /** Id, time of the last change and state of each. */
    private List<String> states() {
        TreeMap<Long, String> states = new TreeMap<>();
        Arrays.stream(context.getBundles())
                .filter(bundle -> !switched.contains(bundle.getSymbolicName()))
                .forEach(bundle -> states.put(bundle.getBundleId(), state(bundle)));
        return List.copyOf(states.values());
    }

    private static String state(Bundle bundle) {
        return bundle.getBundleId() + " " + bundle.getSymbolicName() + " " + bundle.getLastModified() + " "
                + bundle.getState();
    }

    /** Ends the watch. @return what happened to others, empty when nothing did */
    List<String> disturbed() {
        context.removeBundleListener(bundles);
        context.removeFrameworkListener(framework);
        List<String> found = new ArrayList<>(events);
        List<String> after = states();
        before.stream().filter(line -> !after.contains(line)).forEach(line -> found.add("was " + line));
        after.stream().filter(line -> !before.contains(line)).forEach(line -> found.add("is " + line));
        return found;
    }
}
