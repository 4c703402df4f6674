package org.stepwise.notices.internal;

import java.util.Set;
import org.stepwise.kernel.api.RecordId;

/**
 * One record that came into the sight or the hands of others.
 *
 * @param sender the person who did it, 0 for the system
 * @param principals whom it concerns
 * @param before principals who are not told, because nothing is new for them
 */
record Happening(Cause cause, RecordId record, long sender, String senderName, Set<Long> principals, Set<Long> before) {
    /** What goes into one notice. */
    record Subject(Cause cause, String type, long sender, String senderName) {}

    Subject subject() {
        return new Subject(cause, record.type(), sender, senderName);
    }
}
