package org.stepwise.kernel.internal.access;

import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;

/**
 * What closes a whole type or action to somebody, before any record is looked at.
 *
 * @param open does a phase open the module or function?
 * @param readOnly somebody else's eyes are only for reading
 * @param leaving who leaves does not export
 */
record Gate(boolean open, boolean readOnly, boolean leaving) {
    static Gate of(Caller caller, String address, String action) {
        return new Gate(
                caller.opening().opens(address),
                caller.onBehalf().isPresent() && !action.equals(Actions.SEE),
                caller.leaving() && action.equals(Actions.EXPORT));
    }

    boolean passed() {
        return open && !readOnly && !leaving;
    }
}
