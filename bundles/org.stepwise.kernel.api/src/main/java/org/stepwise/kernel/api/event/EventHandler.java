package org.stepwise.kernel.api.event;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Receives events of one class after the publisher's commit, at least once, in order per key, in a transaction of its own; an
 * exception means another try with growing pauses, then it is parked for the administrator. Register as a DS component.
 *
 * @param <E> a Java record, readable and writable as JSON
 */
@ConsumerType
public interface EventHandler<E> {
    Class<E> event();

    void handle(E event);

    /** Stable name, so that a reinstalled handler goes on where it was. */
    default String name() {
        return getClass().getName();
    }

    /** Keep events that come while this handler is not installed? */
    default boolean durable() {
        return false;
    }
}
