package org.stepwise.kernel.api.rollout;

import java.util.Collection;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** Which records were made in a trial; not permission-checked. Thread-safe. */
@ProviderType
public interface RehearsalMarks {
    /** Those of the records that carry the mark, each with the id of the phase in whose trial it was made. */
    Map<Long, Long> of(String type, Collection<Long> records);
}
