package org.stepwise.kernel.api.record;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Record types of modules that are ready (schema migrated). Not permission-checked: what a caller sees goes through Records. */
@ProviderType
public interface Types {
    /** In the order of their modules. */
    List<RecordType<?>> all();

    Optional<RecordType<?>> find(String id);

    /** @throws org.stepwise.kernel.api.NotFound */
    RecordType<?> require(String id);

    /** Types that are parts of this type. */
    List<RecordType<?>> partsOf(String id);

    Optional<RecordType<?>> of(Class<?> entity);

    /** Column of a field in the type's table. */
    String column(RecordType<?> type, String field);
}
