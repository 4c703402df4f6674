package org.stepwise.web.internal.page;

import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Caller;

/**
 * What all contributed pages and panels declare.
 *
 * @param module id of the module it belongs to
 * @param function address to be open, "" = the module's base
 * @param permission {@code type:action}, "" = none
 */
record Contribution(String module, String function, String permission) {
    /** What is used by looking at it: the function, or the module. */
    String used() {
        return function.isEmpty() ? module : function;
    }

    /** Is it open to the caller, by roll-out? */
    boolean open(Caller caller) {
        return caller.opening().opens(function.isEmpty() ? module : function);
    }

    boolean allowed(Access access, Caller caller) {
        if (permission.isEmpty()) return true;
        int colon = permission.indexOf(':');
        return access.may(caller, permission.substring(0, colon), permission.substring(colon + 1));
    }
}
