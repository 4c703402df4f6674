package org.stepwise.records.internal.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.record.Imports;
import org.stepwise.records.internal.core.Column;
import org.stepwise.records.internal.core.Columns;

/**
 * Which column of a file holds which field.
 *
 * @param columns position → field
 * @param errors headings that name nothing, or something twice
 * @param passedOver headings of what the system sets and an import does not
 */
record Headings(Map<Integer, Column> columns, List<Imports.RowError> errors, List<String> passedOver) {
    private static final List<String> FIXED = List.of("number", "ownerId", "securityLevel");

    private static final List<String> SYSTEM = List.of(
            "id",
            "version",
            "number",
            "title",
            "unitId",
            "segmentId",
            "createdAt",
            "createdBy",
            "updatedAt",
            "updatedBy");

    static Headings of(Table table, Columns fields, Labels labels) {
        Map<String, Column> known = known(fields, labels);
        Set<String> system = system(fields, labels);
        Map<Integer, Column> columns = new LinkedHashMap<>();
        List<Imports.RowError> errors = new ArrayList<>();
        List<String> passedOver = new ArrayList<>();
        Set<Column> seen = new HashSet<>();
        for (int i = 0; i < table.headings().size(); i++) {
            String heading = table.headings().get(i);
            if (heading.isBlank()) continue;
            Column column = known.get(normal(heading));
            boolean kept = column == null && system.contains(normal(heading)) || labels.ofBadRows(heading);
            if (kept || column != null && readOnly(column)) passedOver.add(heading.strip());
            if (kept) continue;
            if (column == null) {
                errors.add(error(table, "kernel.import.heading", heading, names(fields)));
            } else if (!seen.add(column)) {
                errors.add(error(table, "kernel.import.headingTwice", heading, ""));
            } else {
                columns.put(i, column);
            }
        }
        return new Headings(columns, errors, List.copyOf(passedOver));
    }

    /** Set by the module's own work; a unique one tells at least which record is meant. */
    private static boolean readOnly(Column column) {
        return column.field()
                .filter(field -> field.isReadOnly() && !field.isUnique())
                .isPresent();
    }

    /** Headings of what the system sets: an export may hold them, an import passes over them. */
    private static Set<String> system(Columns fields, Labels labels) {
        Set<String> names = new HashSet<>();
        for (String name : SYSTEM) {
            if (fields.find(name).isEmpty()) continue;
            names.add(normal(name));
            for (Locale locale : Labels.LANGUAGES) names.add(normal(labels.heading(fields.type(), name, locale)));
        }
        return names;
    }

    private static Imports.RowError error(Table table, String code, String heading, String known) {
        Map<String, Object> args = Map.of("heading", heading, "known", known);
        return new Imports.RowError(table.sheet(), 1, new Violation(heading, code, args));
    }

    private static String names(Columns fields) {
        return String.join(", ", importable(fields).stream().map(Column::name).toList());
    }

    private static Map<String, Column> known(Columns fields, Labels labels) {
        Map<String, Column> known = new HashMap<>();
        for (Column column : importable(fields)) {
            for (Locale locale : Labels.LANGUAGES) {
                known.put(normal(labels.heading(fields.type(), column.name(), locale)), column);
            }
        }
        importable(fields).forEach(column -> known.put(normal(column.name()), column));
        return known;
    }

    /** Everything that an export holds, so that it can be imported again. */
    static List<Column> importable(Columns fields) {
        List<Column> columns = new ArrayList<>();
        if (!fields.type().numberRule().isEmpty()) fields.find("number").ifPresent(columns::add);
        columns.addAll(fields.declared());
        FIXED.stream()
                .skip(1)
                .map(fields::find)
                .flatMap(java.util.Optional::stream)
                .filter(column -> !columns.contains(column))
                .forEach(columns::add);
        return columns;
    }

    /** Fields that an empty form offers. */
    static List<Column> writable(Columns fields, Caller caller) {
        return fields.declared().stream()
                .filter(column ->
                        column.field().filter(field -> !field.editable(caller)).isEmpty())
                .toList();
    }

    private static String normal(String heading) {
        return heading.strip()
                .toLowerCase(Locale.ROOT)
                .replace(" ", "")
                .replace("_", "")
                .replace("*", "");
    }
}
