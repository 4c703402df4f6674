package org.stepwise.notices.internal;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.tx.Sql;

/**
 * A notice as it is stored.
 *
 * @param about what it is about: a record, the first of several, or nothing
 * @param records how many it is about
 */
record Kept(
        long id,
        String module,
        String kind,
        String args,
        String type,
        List<Long> about,
        int records,
        Instant at,
        Optional<Instant> readAt) {
    static final String COLUMNS =
            "select id, module, kind, args, type, record_id, sent_at, read_at, records, sample, person_id"
                    + " from notices_notice";
    /** Records that a notice remembers by id: what is shown of it depends on them. */
    static final int SAMPLE = 20;

    static Kept of(Sql.Row row) {
        return new Kept(
                row.number(1),
                row.text(2),
                row.text(3),
                row.text(4),
                row.text(5),
                about(row.number(6), row.text(10)),
                (int) row.number(9),
                row.instant(7).orElseThrow(),
                row.instant(8));
    }

    private static List<Long> about(long record, String sample) {
        if (sample.isEmpty()) return record == 0 ? List.of() : List.of(record);
        return Arrays.stream(sample.split(",")).map(Long::valueOf).toList();
    }

    static String sample(Collection<Long> records) {
        return records.stream().limit(SAMPLE).map(String::valueOf).collect(Collectors.joining(","));
    }

    Set<RecordId> named() {
        return about.stream().map(id -> RecordId.of(type, id)).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
