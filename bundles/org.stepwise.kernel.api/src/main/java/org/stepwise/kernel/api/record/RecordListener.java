package org.stepwise.kernel.api.record;

import org.osgi.annotation.versioning.ConsumerType;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Share;

/** Told of saves of other modules' records, in the same transaction; an exception undoes the save. Ordered by service ranking. */
@ConsumerType
public interface RecordListener {
    /** Record type id, or {@code *}. */
    String type();

    /** Told before a record of this type is written, for a lock that has to be taken first. */
    default void saving(String type) {}

    default void saved(RecordId record, java.util.Map<String, Change> changes, boolean created) {}

    default void deleted(RecordId record) {}

    default void restored(RecordId record) {}

    /** The owner changed by hand-over. */
    default void handedOver(RecordId record, long from, long to) {}

    /**
     * A record was shared, or a share of it changed.
     *
     * @param before principals that it was in sight of before: its owner, and those that it was shared to
     */
    default void shared(Share share, java.util.Set<Long> before) {}
}
