package org.stepwise.records.internal.part;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Change;
import org.stepwise.kernel.api.record.Entity;
import org.stepwise.kernel.api.record.Field;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.records.internal.core.Cells;
import org.stepwise.records.internal.core.Platform;
import org.stepwise.records.internal.history.Histories;

/** Parts belong to their whole: owner, unit, segment and level are the whole's, and they go to the bin and come back with it. */
public final class Parts {
    private final Platform platform;
    private final Histories histories;

    public Parts(Platform platform, Histories histories) {
        this.platform = platform;
        this.histories = histories;
    }

    /** The record that this one is a part of. */
    public Optional<RecordId> whole(RecordType<?> type, Entity record) {
        Optional<Field> field = type.part();
        return field.filter(f -> Cells.of(f, record) instanceof Long)
                .map(f -> RecordId.of(f.ref(), (Long) Cells.of(f, record)));
    }

    /** Passes on what the whole has become to all its parts, and theirs. */
    public void follow(RecordType<?> whole, Entity record) {
        follow(whole, List.of(record.id), record);
    }

    private void follow(RecordType<?> whole, List<Long> ids, Entity record) {
        for (RecordType<?> part : platform.types().partsOf(whole.id())) {
            String master = master(part);
            platform.sql()
                    .update(
                            "update " + part.table() + " set owner_id = ?, unit_id = ?, segment_id = ?,"
                                    + " security_level = ? where " + master + " in (?)",
                            record.ownerId,
                            record.unitId,
                            record.segmentId,
                            record.securityLevel,
                            ids);
            if (platform.types().partsOf(part.id()).isEmpty()) continue;
            List<Long> below = platform.sql()
                    .list("select id from " + part.table() + " where " + master + " in (?)", row -> row.number(1), ids);
            if (!below.isEmpty()) follow(part, below, record);
        }
    }

    private String master(RecordType<?> part) {
        return platform.types().column(part, part.part().orElseThrow().name());
    }

    /** The living parts go with the whole; the time of deletion tells later which ones went with it. */
    public void delete(RecordType<?> whole, Entity record) {
        for (RecordType<?> part : platform.types().partsOf(whole.id())) {
            move(part, record, "not deleted", true, "deleted");
        }
    }

    /** Those that went with the whole come back with it. @param deletedAt when the whole was deleted */
    public void restore(RecordType<?> whole, Entity record, java.time.Instant deletedAt) {
        for (RecordType<?> part : platform.types().partsOf(whole.id())) {
            move(part, record, "deleted and updated_at = ?", false, "restored", deletedAt);
        }
    }

    private void move(RecordType<?> part, Entity whole, String which, boolean deleted, String what, Object... more) {
        List<Object> args = new ArrayList<>(List.of(whole.id));
        args.addAll(List.of(more));
        List<Histories.Step> steps = platform.sql()
                .list(
                        "select id, version from " + part.table() + " where " + master(part) + " = ? and " + which,
                        row -> new Histories.Step(
                                RecordId.of(part.id(), row.number(1)),
                                row.number(2) + 1,
                                what,
                                Map.<String, Change>of()),
                        args.toArray());
        if (steps.isEmpty()) return;
        List<Object[]> rows = new ArrayList<>();
        for (Histories.Step step : steps) {
            rows.add(new Object[] {
                deleted, whole.updatedAt, whole.updatedBy, step.record().id()
            });
        }
        platform.sql()
                .batch(
                        "update " + part.table()
                                + " set deleted = ?, updated_at = ?, updated_by = ?, version = version + 1 where id = ?",
                        rows);
        histories.write(steps);
    }
}
