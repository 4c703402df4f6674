package org.stepwise.kernel.api.module;

import org.osgi.annotation.versioning.ConsumerType;

/** Told, on a thread of its own, in order and outside a transaction, when a module has become ready or is about to go. */
@ConsumerType
public interface ReadyListener {
    /** Also called once for each module that is ready when the listener comes. May be slow; only other listeners wait. */
    void ready(Module module);

    default void going(Module module) {}
}
