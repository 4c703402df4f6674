package org.stepwise.kernel.api.record;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;
import org.stepwise.kernel.api.RecordId;

/** History of records that were written in bulk without the engine, by an import of the organisation (REC-4). */
@ProviderType
public interface Journal {
    /** Inside the transaction that wrote the records; the door is {@code IMPORT}, the person the caller. */
    void imported(List<Step> steps);

    /** @param version the version it led to @param changes by field name */
    record Step(RecordId record, long version, boolean created, Map<String, Change> changes) {}
}
