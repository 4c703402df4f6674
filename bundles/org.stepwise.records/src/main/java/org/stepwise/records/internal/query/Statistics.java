package org.stepwise.records.internal.query;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.access.Reach;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.records.internal.core.Platform;

/**
 * Row counts by owner, unit, segment and share, some minutes old. They choose between query shapes and so affect speed only,
 * never an answer. Counted in the background; until then callers do without.
 */
public final class Statistics {
    private static final Logger LOG = LoggerFactory.getLogger(Statistics.class);
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final int MOST_REACHES = 5_000;
    private final Platform platform;
    private final Executor background;
    private final Map<String, OfType> types = new ConcurrentHashMap<>();
    private final Map<String, Instant> asked = new ConcurrentHashMap<>();
    private final Map<Estimated, Seen> seen = new ConcurrentHashMap<>();

    public Statistics(Platform platform, Executor background) {
        this.platform = platform;
        this.background = background;
    }

    /** Counts of one type. */
    record OfType(
            long rows,
            Map<Long, Long> owners,
            Map<Long, Long> units,
            Map<Long, Long> segments,
            Map<Long, Long> shares,
            Map<String, Double> values) {
        /** Estimated share of rows with this value in the column. */
        double share(String column, String value) {
            return values.getOrDefault(column + "=" + value, values.getOrDefault(column, 0.1));
        }

        double segmentShare(Optional<Set<Long>> allowed) {
            if (allowed.isEmpty() || rows == 0) return 1;
            long inside = allowed.get().stream()
                    .mapToLong(s -> segments.getOrDefault(s, 0L))
                    .sum();
            return (double) inside / rows;
        }
    }

    private record Estimated(String type, Reach reach) {}

    /** What one reach covers. @param owned rows by owner or unit @param shared rows by share */
    record Seen(long owned, long shared, Instant at) {}

    /** Forgets a type whose module goes. */
    public void forget(String type) {
        types.remove(type);
        asked.remove(type);
        seen.keySet().removeIf(key -> key.type().equals(type));
    }

    Optional<OfType> of(RecordType<?> type) {
        Instant now = platform.clock().instant();
        Instant last = asked.get(type.id());
        boolean due = last == null || last.plus(FRESH).isBefore(now) || last.isAfter(now);
        if (due && asked.put(type.id(), now) == last) count(type);
        return Optional.ofNullable(types.get(type.id()));
    }

    private void count(RecordType<?> type) {
        background.execute(() -> {
            try {
                types.put(type.id(), platform.tx().read(() -> counted(type)));
            } catch (RuntimeException e) {
                LOG.debug("no statistics of {}", type.id(), e);
            }
        });
    }

    private OfType counted(RecordType<?> type) {
        String table = type.table();
        Map<Long, Long> segments = grouped("segment_id", table);
        Map<Long, Long> shares = new HashMap<>();
        String shared = type.part().map(f -> f.ref()).orElse(type.id());
        platform.sql()
                .each(
                        "select principal_id, count(*) from share where type = ? group by principal_id",
                        row -> shares.put(row.number(1), row.number(2)),
                        shared);
        long rows = segments.values().stream().mapToLong(Long::longValue).sum();
        return new OfType(rows, grouped("owner_id", table), grouped("unit_id", table), segments, shares, values(table));
    }

    private Map<Long, Long> grouped(String column, String table) {
        Map<Long, Long> counts = new HashMap<>();
        platform.sql()
                .each(
                        "select " + column + ", count(*) from " + table + " where not deleted group by " + column,
                        row -> counts.put(row.number(1), row.number(2)));
        return counts;
    }

    /** PostgreSQL knows the frequent values of each column. */
    private Map<String, Double> values(String table) {
        Map<String, Double> shares = new HashMap<>();
        if (platform.sql().dialect() == Sql.Dialect.DERBY) return shares;
        platform.sql()
                .each(
                        "select s.attname, u.v, u.f, s.n_distinct from pg_stats s,"
                                + " unnest(s.most_common_vals::text::text[], s.most_common_freqs) as u(v, f)"
                                + " where s.tablename = ? and s.schemaname = current_schema()",
                        row -> {
                            shares.put(
                                    row.text(1) + "=" + row.text(2),
                                    row.decimal(3).orElseThrow().doubleValue());
                            double distinct = row.decimal(4).orElseThrow().doubleValue();
                            shares.put(row.text(1), distinct > 0 ? 1 / distinct : 0.0001);
                        },
                        table);
        return shares;
    }

    /** What a reach covers, minutes old. */
    Seen seen(RecordType<?> type, OfType counts, Reach reach) {
        Instant now = platform.clock().instant();
        if (seen.size() > MOST_REACHES) seen.clear();
        return seen.compute(new Estimated(type.id(), reach), (key, old) -> {
            boolean fresh = old != null
                    && old.at().plus(FRESH).isAfter(now)
                    && !old.at().isAfter(now);
            return fresh ? old : estimate(counts, reach, now);
        });
    }

    private Seen estimate(OfType counts, Reach reach, Instant now) {
        long[] owned = {0};
        if (reach.own()) owned[0] += counts.owners().getOrDefault(reach.person(), 0L);
        if (reach.subordinates()) {
            platform.sql()
                    .each(
                            "select sub from person_closure where sup = ?",
                            row -> owned[0] += counts.owners().getOrDefault(row.number(1), 0L),
                            reach.person());
        }
        for (long unit : reach.units()) owned[0] += counts.units().getOrDefault(unit, 0L);
        if (!reach.branches().isEmpty()) {
            platform.sql()
                    .each(
                            "select distinct des from unit_closure where anc in (?)",
                            row -> owned[0] += counts.units().getOrDefault(row.number(1), 0L),
                            reach.branches());
        }
        long shared = reach.principals().stream()
                .mapToLong(p -> counts.shares().getOrDefault(p, 0L))
                .sum();
        return new Seen(Math.min(owned[0], counts.rows()), shared, now);
    }
}
