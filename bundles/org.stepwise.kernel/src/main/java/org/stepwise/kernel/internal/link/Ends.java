package org.stepwise.kernel.internal.link;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.tx.Sql;

/** Rows of the link table, read from either end, without a look at permissions. */
final class Ends {
    private static final String SEEN_FROM =
            "select id, to_type, to_id, kind, note, by_id, made_at, 0, to_gone from kernel_link"
                    + " where from_type = ? and from_id = ? and to_type = ? and id < ?"
                    + " union all select id, from_type, from_id, kind, note, by_id, made_at, 1, from_gone from kernel_link"
                    + " where to_type = ? and to_id = ? and from_type = ? and id < ? order by 1 desc";
    private final Sql sql;

    Ends(Sql sql) {
        this.sql = sql;
    }

    /** A link as its row has it, seen from one end. @param gone the other end was purged with its module */
    record End(long id, RecordId other, String kind, String note, long by, Instant at, boolean inverse, boolean gone) {}

    /** Types that the record is linked to. */
    List<String> types(RecordId record) {
        return sql.list(
                "select distinct to_type from kernel_link where from_type = ? and from_id = ?"
                        + " union select distinct from_type from kernel_link where to_type = ? and to_id = ?",
                row -> row.text(1),
                record.type(),
                record.id(),
                record.type(),
                record.id());
    }

    /** Newest first. @param before link id, exclusive */
    List<End> of(RecordId record, String type, long before, int limit) {
        return sql.list(
                SEEN_FROM + sql.limit(limit),
                Ends::end,
                record.type(),
                record.id(),
                type,
                before,
                record.type(),
                record.id(),
                type,
                before);
    }

    private static End end(Sql.Row row) {
        return new End(
                row.number(1),
                RecordId.of(row.text(2), row.number(3)),
                row.text(4),
                row.text(5),
                row.number(6),
                row.instant(7).orElseThrow(),
                row.number(8) == 1,
                row.flag(9));
    }

    Optional<Long> find(RecordId from, RecordId to, String kind) {
        return sql.first(
                "select id from kernel_link where from_type = ? and from_id = ? and to_type = ? and to_id = ? and kind = ?",
                row -> row.number(1),
                from.type(),
                from.id(),
                to.type(),
                to.id(),
                kind);
    }

    /** Both ends of a link, its kind and author. @param gone those of the ends that were purged with their module */
    record Both(RecordId from, RecordId to, String kind, long by, Set<RecordId> gone) {
        Both(RecordId from, RecordId to, String kind, long by) {
            this(from, to, kind, by, Set.of());
        }
    }

    Optional<Both> find(long link) {
        return sql.first(
                "select from_type, from_id, to_type, to_id, kind, by_id, from_gone, to_gone from kernel_link"
                        + " where id = ?",
                Ends::both,
                link);
    }

    private static Both both(Sql.Row row) {
        RecordId from = RecordId.of(row.text(1), row.number(2));
        RecordId to = RecordId.of(row.text(3), row.number(4));
        Set<RecordId> gone = new HashSet<>();
        if (row.flag(7)) gone.add(from);
        if (row.flag(8)) gone.add(to);
        return new Both(from, to, row.text(5), row.number(6), Set.copyOf(gone));
    }

    long add(Both link, String note, Instant now) {
        long id = sql.nextId("kernel_link_seq");
        sql.update(
                "insert into kernel_link (id, from_type, from_id, to_type, to_id, kind, note, by_id, made_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                link.from().type(),
                link.from().id(),
                link.to().type(),
                link.to().id(),
                link.kind(),
                note,
                link.by(),
                now);
        return id;
    }

    void remove(long link) {
        sql.update("delete from kernel_link where id = ?", link);
    }
}
