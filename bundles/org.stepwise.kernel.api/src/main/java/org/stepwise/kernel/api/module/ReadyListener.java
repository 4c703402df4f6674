package org.stepwise.kernel.api.module;

import org.osgi.annotation.versioning.ConsumerType;

/** Told, on the module life-cycle thread and outside a transaction, when a module has become ready or is about to go. */
@ConsumerType
public interface ReadyListener {
    /** Also called once for each module that is ready when the listener comes. May be slow; others wait. */
    void ready(Module module);

    default void going(Module module) {}
}
