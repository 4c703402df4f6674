package org.stepwise.kernel.internal.access;

import java.util.Optional;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Entity;
import org.stepwise.kernel.api.record.Field;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.internal.tx.ColumnNames;

/**
 * What permission looks at of one record.
 *
 * @param shared the record whose shares count: the record itself, or the whole that it is a part of; empty for one not saved yet
 */
record RecordFacts(
        String type, long owner, long unit, long segment, int level, boolean deleted, Optional<RecordId> shared) {
    static RecordFacts of(Optional<RecordType<?>> type, String id, Entity record) {
        Optional<Field> part = type.flatMap(RecordType::part);
        String sharedType = part.map(Field::ref).orElse(id);
        Object sharedId = part.map(field -> field.get(record)).orElse(record.id);
        return new RecordFacts(
                id,
                record.ownerId,
                record.unitId,
                record.segmentId,
                record.securityLevel,
                record.deleted,
                shared(sharedType, sharedId));
    }

    private static Optional<RecordId> shared(String type, Object id) {
        boolean saved = id instanceof Number number && number.longValue() > 0;
        return saved ? Optional.of(RecordId.of(type, ((Number) id).longValue())) : Optional.empty();
    }

    /** @throws NotFound when there is no such record */
    static RecordFacts load(Sql sql, RecordType<?> type, RecordId record) {
        String master = type.part().map(field -> ColumnNames.of(field.name())).orElse("id");
        String sharedType = type.part().map(Field::ref).orElse(type.id());
        return sql.first(
                        "select owner_id, unit_id, segment_id, security_level, deleted, " + master + " from "
                                + type.table() + " where id = ?",
                        row -> new RecordFacts(
                                type.id(),
                                row.number(1),
                                row.number(2),
                                row.number(3),
                                (int) row.number(4),
                                row.flag(5),
                                shared(sharedType, row.number(6))),
                        record.id())
                .orElseThrow(() -> NotFound.of(record));
    }
}
