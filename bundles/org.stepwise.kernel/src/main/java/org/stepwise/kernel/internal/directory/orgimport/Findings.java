package org.stepwise.kernel.internal.directory.orgimport;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.record.Imports.RowError;

/** Everything that is wrong with a file. */
final class Findings {
    private static final int AT_MOST = 5_000;
    private final List<RowError> errors = new ArrayList<>();

    void add(Line line, String column, String key, Map<String, Object> args) {
        add(line.sheet(), line.row(), column, key, args);
    }

    void add(String sheet, int row, String column, String key, Map<String, Object> args) {
        if (errors.size() < AT_MOST) errors.add(new RowError(sheet, row, new Violation(column, key, args)));
    }

    boolean none() {
        return errors.isEmpty();
    }

    List<RowError> all() {
        List<RowError> sorted = new ArrayList<>(errors);
        sorted.sort(Comparator.comparing(RowError::sheet).thenComparingInt(RowError::row));
        return List.copyOf(sorted);
    }
}
