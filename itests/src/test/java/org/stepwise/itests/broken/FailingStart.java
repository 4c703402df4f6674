package org.stepwise.itests.broken;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A bundle that can not start. */
public final class FailingStart implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        throw new IllegalStateException("no licence for this machine");
    }

    @Override
    public void stop(BundleContext context) {
        // never started
    }
}
