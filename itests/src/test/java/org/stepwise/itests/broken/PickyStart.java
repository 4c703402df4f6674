package org.stepwise.itests.broken;

import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A bundle that does not start in a home that holds a file {@code no-licence}. */
public final class PickyStart implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        if (Files.exists(Path.of(System.getProperty("stepwise.home"), "no-licence")))
            throw new IllegalStateException("no licence for this machine");
    }

    @Override
    public void stop(BundleContext context) {
        // nothing was begun
    }
}
