package org.stepwise.kernel.api.directory;

import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Leaving and hand-over (DIR-7): everything a person owns or has to do, over all record types that are ready and all {@link Handover}
 * services. Open to the person, to superiors and to those who may administer {@code directory.person}; others get Forbidden.
 */
@ProviderType
public interface Handovers {
    /** What there is; nothing with a count of 0. */
    List<Holding> of(long person);

    /**
     * Passes holdings on, in transactions of at most 100 records; work that was interrupted is repeated by calling again. Call it outside
     * a transaction.
     *
     * @param keys of the holdings to pass on, all when empty
     * @return number of things passed on
     */
    long pass(long from, long to, Set<String> keys);

    /**
     * Things of one kind.
     *
     * @param key record type id, or the contribution's text key
     * @param title text key of the heading
     * @param count all of them; the items are the newest 50, titles as far as the caller may see the record
     */
    record Holding(String key, String title, long count, List<Handover.Item> items) {}
}
