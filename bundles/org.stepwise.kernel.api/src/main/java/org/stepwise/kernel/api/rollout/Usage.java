package org.stepwise.kernel.api.rollout;

import org.osgi.annotation.versioning.ProviderType;
import org.stepwise.kernel.api.access.Caller;

/**
 * Who used which module when, for the board's adoption figures. Doors call it when they serve something of a module; it is
 * cheap (a write or two per person, thing and day) and never fails the request. Thread-safe.
 */
@ProviderType
public interface Usage {
    /** What whoever opens a session uses: who did so once has signed in. Sign-in tells it. */
    String SIGN_IN = "signin";

    /** Counts people only: not the system, nor an administrator who looks through somebody's eyes. */
    void used(Caller caller, String module);

    /** The same, and what of it. @param what a record type of the module, or the address of a function, {@code crm/calendar} */
    void used(Caller caller, String module, String what);
}
