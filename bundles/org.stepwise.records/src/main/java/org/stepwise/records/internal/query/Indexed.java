package org.stepwise.records.internal.query;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.stepwise.kernel.api.record.RecordType;

/** Which columns of a type have an index for sorting. */
public final class Indexed {
    private static final List<String> ALWAYS = List.of("createdAt", "updatedAt");

    private Indexed() {}

    public static Set<String> sortable(RecordType<?> type) {
        Set<String> names = new LinkedHashSet<>(type.columns());
        String sort = type.sort();
        names.add(sort.startsWith("-") ? sort.substring(1) : sort);
        names.addAll(ALWAYS);
        return names;
    }
}
