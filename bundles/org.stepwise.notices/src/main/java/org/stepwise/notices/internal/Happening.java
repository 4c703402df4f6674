package org.stepwise.notices.internal;

import java.util.Set;
import org.stepwise.kernel.api.RecordId;

/**
 * One record that came into the sight or the hands of others.
 *
 * @param sender the person who did it, 0 for the system
 * @param principals whom it concerns
 * @param before principals who are not told, because nothing is new for them
 * @param trial phase in whose trial alone the sender has the module, 0 for none
 */
record Happening(
        Cause cause,
        RecordId record,
        long sender,
        String senderName,
        Set<Long> principals,
        Set<Long> before,
        long trial) {
    /** What goes into one notice. @param caught phase in whose trial it is caught, 0 for none */
    record Subject(Cause cause, String type, long sender, String senderName, long caught) {}

    /** @param marked phase in whose trial the record was made, 0 for none */
    Subject subject(long marked) {
        return new Subject(cause, record.type(), sender, senderName, trial == 0 ? marked : trial);
    }
}
