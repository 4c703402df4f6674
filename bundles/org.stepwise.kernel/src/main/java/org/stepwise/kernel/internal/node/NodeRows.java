package org.stepwise.kernel.internal.node;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.stepwise.kernel.api.module.Nodes.Node;
import org.stepwise.kernel.api.module.Nodes.State;
import org.stepwise.kernel.api.module.Nodes.Trouble;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.internal.text.Json;

/** Servers as they stand in the database. In the running transaction. */
final class NodeRows {
    /** A server tells of itself twice a minute; who is busy or waits for a lock may be late. */
    private static final Duration HEARD = Duration.ofMinutes(3);

    private static final Duration KEPT = Duration.ofDays(7);
    private final Sql sql;

    NodeRows(Sql sql) {
        this.sql = sql;
    }

    /** As it is stored: without types of times, which the reader brings back. */
    private record Lack(String module, String wanted, String key, Map<String, Object> args, String since) {}

    void tell(String id, String name, Instant started, Instant now, List<Trouble> troubles) {
        String lacks = Json.write(troubles.stream()
                .map(one -> new Lack(
                        one.module(),
                        one.wanted(),
                        one.key(),
                        one.args(),
                        one.since().toString()))
                .toArray(Lack[]::new));
        int known = sql.update(
                "update kernel_node set name = ?, started_at = ?, seen_at = ?, stopped = false, lacks = ? where id = ?",
                name,
                started,
                now,
                lacks,
                id);
        if (known > 0) return;
        sql.update(
                "insert into kernel_node (id, name, started_at, seen_at, stopped, lacks) values (?, ?, ?, ?, false, ?)",
                id,
                name,
                started,
                now,
                lacks);
    }

    void stopped(String id, Instant now) {
        sql.update("update kernel_node set stopped = true, seen_at = ? where id = ?", now, id);
    }

    /** Servers that are gone for good. */
    void forget(Instant now) {
        sql.update("delete from kernel_node where seen_at < ?", now.minus(KEPT));
    }

    List<Node> all(String here, Instant now) {
        return sql.list(
                "select id, name, started_at, seen_at, stopped, lacks from kernel_node order by name, id", row -> {
                    Instant seen = row.instant(4).orElse(Instant.EPOCH);
                    List<Trouble> troubles = troubles(row.text(6));
                    boolean away = row.flag(5) || seen.plus(HEARD).isBefore(now);
                    return new Node(
                            row.text(1),
                            row.text(2),
                            row.text(1).equals(here),
                            row.flag(5)
                                    ? State.STOPPED
                                    : away ? State.SILENT : troubles.isEmpty() ? State.IN_STEP : State.BEHIND,
                            row.instant(3).orElse(Instant.EPOCH),
                            seen,
                            away ? List.of() : troubles);
                });
    }

    private static List<Trouble> troubles(String lacks) {
        return Stream.of(Json.read(lacks, Lack[].class))
                .map(one -> new Trouble(one.module(), one.wanted(), one.key(), one.args(), Instant.parse(one.since())))
                .toList();
    }
}
