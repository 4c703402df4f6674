package org.stepwise.web.internal.page;

import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Caller;

/**
 * What all contributed pages and panels declare.
 *
 * @param component the handler or source
 * @param module id of the module it belongs to
 * @param function address to be open, "" = the module's base
 * @param permission {@code type:action}, "" = none
 */
record Contribution(Object component, String module, String function, String permission) {
    static boolean own(Object component) {
        return component.getClass().getPackageName().startsWith("org.stepwise.web.");
    }

    /** Is it open to the caller, by roll-out? */
    boolean open(Caller caller) {
        return own(component) || caller.opening().opens(function.isEmpty() ? module : function);
    }

    boolean allowed(Access access, Caller caller) {
        if (permission.isEmpty()) return true;
        int colon = permission.indexOf(':');
        return access.may(caller, permission.substring(0, colon), permission.substring(colon + 1));
    }
}
