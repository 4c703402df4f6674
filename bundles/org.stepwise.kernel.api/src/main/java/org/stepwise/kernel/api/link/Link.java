package org.stepwise.kernel.api.link;

import java.time.Instant;
import org.stepwise.kernel.api.RecordId;

/**
 * A link as seen from one of its ends.
 *
 * @param other the other end, which the reader may see
 * @param inverse true when the link was made from the other end
 * @param moduleMissing the other end's module is not installed: only its module name may be shown
 * @param deleted the link is a tombstone: the other end lies in the recycle bin and may come back, or was purged with its module
 */
public record Link(
        long id,
        RecordId other,
        String title,
        String kind,
        boolean inverse,
        String note,
        String byName,
        Instant at,
        boolean moduleMissing,
        boolean deleted) {}
