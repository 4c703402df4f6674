package org.stepwise.kernel.api.event;

import org.osgi.annotation.versioning.ProviderType;

/** Publishes events. The event is stored with the running transaction and delivered after its commit (EVT-1). */
@ProviderType
public interface Events {
    /** @param key events of the same key are delivered in order; usually the record's id */
    void publish(String key, Object event);
}
