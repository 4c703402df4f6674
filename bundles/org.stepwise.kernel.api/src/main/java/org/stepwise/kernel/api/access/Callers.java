package org.stepwise.kernel.api.access;

import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.annotation.versioning.ProviderType;

/** Binds the caller to the thread that serves it. Doors bind, everything below asks {@link #current}. Thread-safe. */
@ProviderType
public interface Callers {
    /** @throws org.stepwise.kernel.api.Forbidden when nobody is signed in on this thread */
    Caller current();

    Optional<Caller> find();

    /** The person for whom the work of this thread is done: who called, also where the system acts meanwhile. */
    Optional<Caller> behind();

    /** Runs the work as this caller and puts back whoever was bound before. */
    <T> T as(Caller caller, Supplier<T> work);

    default void run(Caller caller, Runnable work) {
        as(caller, () -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    /**
     * The caller for an active person, from live data.
     *
     * @throws org.stepwise.kernel.api.NotFound when there is no such person
     * @throws org.stepwise.kernel.api.Forbidden when the person is frozen or has left
     */
    Caller person(long person, Door door);

    Caller account(String account, Door door);

    /** The system itself, logged with its reason. */
    Caller system(String reason);
}
