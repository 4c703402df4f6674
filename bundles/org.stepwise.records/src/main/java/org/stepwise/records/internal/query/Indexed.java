package org.stepwise.records.internal.query;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.stepwise.kernel.api.record.Field;
import org.stepwise.kernel.api.record.FieldKind;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.records.internal.core.Column;

/** Which columns of a type have an index for sorting. */
public final class Indexed {
    private static final List<String> ALWAYS = List.of("createdAt", "updatedAt");

    private Indexed() {}

    /** Texts with an index for prefixes without regard to case: the search fields and the first column of the list. */
    public static boolean prefix(RecordType<?> type, Column column) {
        boolean first = !type.columns().isEmpty() && type.columns().get(0).equals(column.name());
        boolean searched = column.field().filter(Field::isSearch).isPresent();
        return column.kind() == FieldKind.TEXT && column.field().isPresent() && (first || searched);
    }

    /** The column of the usual order: its index carries what visibility is tested by. */
    public static String usual(RecordType<?> type) {
        String sort = type.sort();
        return sort.startsWith("-") ? sort.substring(1) : sort;
    }

    public static Set<String> sortable(RecordType<?> type) {
        Set<String> names = new LinkedHashSet<>(type.columns());
        names.add(usual(type));
        names.addAll(ALWAYS);
        return names;
    }
}
