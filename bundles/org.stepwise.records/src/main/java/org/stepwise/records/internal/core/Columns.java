package org.stepwise.records.internal.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.record.Field;
import org.stepwise.kernel.api.record.FieldKind;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Types;

/** The columns of a type that one caller may see: hidden and secret fields are not among them. */
public final class Columns {
    private static final String PERSON = "directory.person";
    private static final String UNIT = "directory.unit";
    private static final List<Column> FIXED = List.of(
            Column.fixed("id", "id", FieldKind.INTEGER, long.class, ""),
            Column.fixed("version", "version", FieldKind.INTEGER, long.class, ""),
            Column.fixed("number", "number", FieldKind.TEXT, String.class, ""),
            Column.fixed("title", "title", FieldKind.TEXT, String.class, ""),
            Column.fixed("ownerId", "owner_id", FieldKind.REFERENCE, long.class, PERSON),
            Column.fixed("unitId", "unit_id", FieldKind.REFERENCE, long.class, UNIT),
            Column.fixed("segmentId", "segment_id", FieldKind.REFERENCE, long.class, UNIT),
            Column.fixed("securityLevel", "security_level", FieldKind.INTEGER, int.class, ""),
            Column.fixed("createdAt", "created_at", FieldKind.INSTANT, Instant.class, ""),
            Column.fixed("createdBy", "created_by", FieldKind.REFERENCE, long.class, PERSON),
            Column.fixed("updatedAt", "updated_at", FieldKind.INSTANT, Instant.class, ""),
            Column.fixed("updatedBy", "updated_by", FieldKind.REFERENCE, long.class, PERSON));

    private final RecordType<?> type;
    private final Map<String, Column> byName = new LinkedHashMap<>();

    private Columns(RecordType<?> type) {
        this.type = type;
    }

    public static Columns of(Types types, RecordType<?> type, Caller caller) {
        Columns columns = new Columns(type);
        for (Field field : type.fields()) {
            if (field.visible(caller)) columns.put(Column.of(field, types.column(type, field.name())));
        }
        for (Column fixed : FIXED) {
            boolean hidden =
                    type.find(fixed.name()).filter(f -> !f.visible(caller)).isPresent();
            if (!hidden) columns.put(fixed);
        }
        return columns;
    }

    /** All but the secret ones, outside of any request. */
    public static Columns all(Types types, RecordType<?> type) {
        Columns columns = new Columns(type);
        for (Field field : type.fields()) {
            if (!field.isSecret()) columns.put(Column.of(field, types.column(type, field.name())));
        }
        FIXED.forEach(columns::put);
        return columns;
    }

    private void put(Column column) {
        byName.putIfAbsent(column.name(), column);
    }

    public RecordType<?> type() {
        return type;
    }

    public Optional<Column> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** @throws Invalid naming the place where an unknown field was asked for */
    public Column require(String name, String where) {
        return find(name).orElseThrow(() -> Invalid.of(where, "kernel.field.unknown", Map.of("field", name)));
    }

    /** The declared fields in order. */
    public List<Column> declared() {
        return byName.values().stream().filter(c -> c.field().isPresent()).toList();
    }

    /** The named ones that the caller may see; the type's list when none is named. */
    public List<Column> chosen(Collection<String> names) {
        if (names.isEmpty())
            return type.columns().stream()
                    .map(byName::get)
                    .filter(c -> c != null)
                    .toList();
        List<Column> chosen = new ArrayList<>();
        for (String name : names) chosen.add(require(name, "fields"));
        return chosen;
    }
}
