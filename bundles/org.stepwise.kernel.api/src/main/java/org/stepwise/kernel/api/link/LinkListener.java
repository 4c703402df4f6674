package org.stepwise.kernel.api.link;

import org.osgi.annotation.versioning.ConsumerType;
import org.stepwise.kernel.api.RecordId;

/** Told of links made and removed, in the same transaction; an exception undoes them. A service; called by {@link Links}. */
@ConsumerType
public interface LinkListener {
    /** A link was made. @param kind as in {@link LinkKind} */
    void linked(RecordId from, RecordId to, String kind);

    /** A link was removed. */
    void unlinked(RecordId from, RecordId to, String kind);
}
