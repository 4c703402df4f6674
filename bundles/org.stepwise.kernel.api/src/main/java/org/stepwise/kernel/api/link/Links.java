package org.stepwise.kernel.api.link;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;
import org.stepwise.kernel.api.RecordId;

/**
 * Links between any two records (LNK-1). Everything is seen with the current caller's eyes: a link shows only where both ends are
 * visible, and nothing hints at the rest. Linking needs to see both ends and to edit one of them.
 */
@ProviderType
public interface Links {
    /** @return the link's id; the same link again returns the one that is there */
    long link(RecordId from, RecordId to, String kind, String note);

    void unlink(long link);

    /** Grouped by the other end's type, each with its newest {@code perGroup} links. */
    List<LinkGroup> of(RecordId record, int perGroup);

    /** Links to one type, newest first, from an offset link id (0 = newest). */
    List<Link> of(RecordId record, String type, long before, int limit);

    /** Records around a record to a depth of 1–3, at most {@code limit}: record → its neighbours' links. */
    Map<RecordId, List<Link>> around(RecordId record, int depth, int limit);

    /** Ids of all link kinds known. */
    List<String> kinds();
}
