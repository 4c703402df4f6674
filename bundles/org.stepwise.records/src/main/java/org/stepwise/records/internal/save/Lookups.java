package org.stepwise.records.internal.save;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Entity;
import org.stepwise.kernel.api.record.Field;
import org.stepwise.kernel.api.record.FieldKind;
import org.stepwise.kernel.api.setting.Choices;
import org.stepwise.records.internal.core.Cells;
import org.stepwise.records.internal.core.Platform;
import org.stepwise.records.internal.query.Titles;

/** What a value must agree with elsewhere: referred records, editable lists, other records of the type. Only changed fields. */
final class Lookups {
    private static final int SHOWN = 5;
    private final Platform platform;
    private final Titles titles;
    private final Numbers numbers;

    Lookups(Platform platform, Titles titles, Numbers numbers) {
        this.platform = platform;
        this.titles = titles;
        this.numbers = numbers;
    }

    <T extends Entity> void check(Draft<T> draft) {
        references(draft);
        uniques(draft);
    }

    private <T extends Entity> void references(Draft<T> draft) {
        List<Field> changed = new ArrayList<>();
        List<RecordId> records = new ArrayList<>();
        for (Field field : draft.type().fields()) {
            if (field.kind() != FieldKind.REFERENCE || !draft.changed(field.name())) continue;
            if (!(Cells.of(field, draft.work()) instanceof Long id)) continue;
            changed.add(field);
            if (id > 0) records.add(RecordId.of(field.ref(), id));
        }
        if (changed.isEmpty()) return;
        Set<RecordId> known = known(records);
        for (Field field : changed) {
            long id = (Long) Cells.of(field, draft.work());
            if (id > 0 && known.contains(RecordId.of(field.ref(), id))) continue;
            draft.reject(field.name(), "kernel.field.reference", Map.of("field", field.name(), "value", id));
        }
    }

    /** Those that are there for the caller; people and units are known to all. */
    private Set<RecordId> known(List<RecordId> records) {
        Set<RecordId> known = new java.util.HashSet<>();
        List<RecordId> people = records.stream().filter(Lookups::directory).toList();
        List<RecordId> others = records.stream().filter(r -> !directory(r)).toList();
        if (!people.isEmpty()) {
            Set<Long> named = platform.directory()
                    .names(people.stream().map(RecordId::id).toList())
                    .keySet();
            people.stream().filter(r -> named.contains(r.id())).forEach(known::add);
        }
        if (!others.isEmpty()) known.addAll(titles.of(others, false).keySet());
        return known;
    }

    private static boolean directory(RecordId record) {
        return record.module().equals("directory");
    }

    /** Codes of editable lists; answered from memory. */
    <T extends Entity> void choices(Draft<T> draft) {
        for (Field field : draft.type().fields()) {
            if (field.kind() != FieldKind.CHOICE || !draft.changed(field.name())) continue;
            if (draft.rejected(field.name())) continue;
            Object code = Cells.of(field, draft.work());
            if (code == null || "".equals(code)) continue;
            Optional<?> item =
                    platform.choices().find(field.choices(), code.toString()).filter(i -> i.active());
            if (item.isEmpty()) {
                draft.reject(
                        field.name(),
                        "kernel.field.choice",
                        Map.of("field", field.name(), "value", code, "known", some(field.choices())));
            }
        }
    }

    /** The first few of a list, as many as one reads in a sentence. */
    private String some(String list) {
        List<Choices.Item> items = platform.choices().items(list);
        String first = items.stream().limit(SHOWN).map(Choices.Item::code).collect(Collectors.joining(", "));
        return items.size() > SHOWN ? first + ", …" : items.isEmpty() ? "—" : first;
    }

    /** Derby has no unique index over living rows only: savers of the type queue up there. */
    private <T extends Entity> void uniques(Draft<T> draft) {
        for (Field field : draft.type().fields()) {
            if (!field.isUnique() || !draft.changed(field.name())) continue;
            Object value = Cells.of(field, draft.work());
            if (value == null || "".equals(value)) continue;
            if (!platform.postgres()) numbers.queue(draft.type());
            String column = platform.types().column(draft.type(), field.name());
            long other = platform.sql()
                    .number(
                            "select id from " + draft.type().table() + " where " + column
                                    + " = ? and not deleted and id <> ?",
                            value,
                            draft.work().id);
            if (other != 0) {
                draft.reject(field.name(), "kernel.field.unique", Map.of("field", field.name(), "value", value));
            }
        }
    }
}
