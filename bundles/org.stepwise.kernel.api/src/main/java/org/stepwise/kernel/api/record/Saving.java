package org.stepwise.kernel.api.record;

import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.stepwise.kernel.api.access.Caller;

/**
 * One save under way.
 *
 * @param <T> the entity
 */
@ProviderType
public interface Saving<T extends Entity> {
    /** The record as it was, empty when it is new. */
    Optional<T> before();

    Caller caller();

    /** Has the field another value than before (true for a new record with a value)? */
    boolean changed(String field);

    /** Breaks a rule: text key of the message, with arguments. */
    void reject(String field, String code, Map<String, Object> args);

    default void reject(String field, String code) {
        reject(field, code, Map.of());
    }

    /** Other records, with the rights of the system for this reason. */
    Records asSystem(String reason);
}
