package org.stepwise.kernel.internal.rollout;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.rollout.Feedback;
import org.stepwise.kernel.api.rollout.Feedbacks.Query;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.internal.text.Json;

/** The table of feedback; every method runs in the surrounding transaction. */
final class FeedbackTable {
    private static final int MOST = 500;
    private static final String SELECT =
            "select f.id, p.code, p.name, f.module, f.kind, f.wording, f.screen, f.about_type,"
                    + " f.about_id, f.sender_id, f.sender_unit, f.sent_at, f.state, f.answer, f.answered_by, f.answered_at"
                    + " from rollout_feedback f join rollout_phase p on p.id = f.phase_id";
    private final Sql sql;

    FeedbackTable(Sql sql) {
        this.sql = sql;
    }

    /** A row as it is stored, with names still to be found. */
    record Kept(Feedback feedback, long unit) {}

    /** Open feedback of a phase, by module and sender. */
    record Open(long phase, String module, long sender, Feedback.Kind kind, long count) {}

    /** The phase that opens the module to the caller: an active one before a completed one, the latest first. */
    Optional<Long> phase(Caller caller, String module) {
        Set<Long> principals = new java.util.HashSet<>(caller.principals());
        principals.add(caller.person());
        return sql.first(
                "select p.id from rollout_phase p where p.state in ('ACTIVE', 'COMPLETED')"
                        + " and exists (select 1 from rollout_phase_module m where m.phase_id = p.id"
                        + " and (m.address = ? or m.address like ?))"
                        + " and exists (select 1 from rollout_phase_scope s where s.phase_id = p.id"
                        + " and s.principal_id in (?)) order by p.state, p.sort_order desc, p.id desc",
                row -> row.number(1),
                module,
                module + "/%",
                principals);
    }

    long insert(
            long phase, String module, Feedback.Kind kind, String text, Feedback.Screen screen, Caller by, Instant at) {
        long id = sql.nextId("rollout_seq");
        Map<String, Object> seen = new HashMap<>();
        seen.put("address", screen.address());
        seen.put("title", screen.title());
        seen.put("language", screen.language());
        seen.put("width", screen.width());
        seen.put("incident", screen.incident());
        sql.update(
                "insert into rollout_feedback (id, phase_id, module, kind, wording, screen, about_type, about_id, sender_id,"
                        + " sender_unit, sent_at, state, answer, answered_by)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', '', '')",
                id,
                phase,
                module,
                kind,
                text,
                Json.writeDetails(seen),
                screen.about().map(RecordId::type).orElse(""),
                screen.about().map(RecordId::id).orElse(0L),
                by.person(),
                by.unit(),
                at);
        return id;
    }

    Optional<Kept> find(long id) {
        return sql.first(SELECT + " where f.id = ?", FeedbackTable::kept, id);
    }

    List<Kept> of(long sender, int limit) {
        String end = " where f.sender_id = ? order by f.id desc" + sql.limit(Math.max(1, Math.min(limit, MOST)));
        return sql.list(SELECT + end, FeedbackTable::kept, sender);
    }

    List<Kept> list(Collection<Long> phases, Query query) {
        List<Object> args = new ArrayList<>(List.of(phases));
        StringBuilder where = new StringBuilder(" where f.phase_id in (?)");
        if (!query.module().isEmpty()) {
            where.append(" and f.module = ?");
            args.add(query.module());
        }
        query.kind().ifPresent(kind -> {
            where.append(" and f.kind = ?");
            args.add(kind);
        });
        if (query.open()) where.append(" and f.state <> 'DONE'");
        query.state().ifPresent(state -> {
            where.append(" and f.state = ?");
            args.add(state);
        });
        String urgent = query.urgentFirst()
                ? " case f.kind when 'BLOCKING' then 0 when 'DEFECT' then 1 when 'QUESTION' then 2 else 3 end,"
                : "";
        int limit = Math.max(1, Math.min(query.limit(), MOST));
        return sql.list(
                SELECT + where + " order by" + urgent + " f.id desc" + sql.limit(limit),
                FeedbackTable::kept,
                args.toArray());
    }

    int answer(long id, String answer, Feedback.State state, String by, Instant at) {
        return sql.update(
                "update rollout_feedback set answer = ?, state = ?, answered_by = ?, answered_at = ? where id = ?",
                answer,
                state,
                by,
                at,
                id);
    }

    /** What is not done yet, counted for all phases at once. */
    static List<Open> open(Sql sql) {
        return sql.list(
                "select phase_id, module, sender_id, kind, count(*) from rollout_feedback where state <> 'DONE'"
                        + " group by phase_id, module, sender_id, kind",
                row -> new Open(
                        row.number(1), row.text(2), row.number(3), Feedback.Kind.valueOf(row.text(4)), row.number(5)));
    }

    private static Kept kept(Sql.Row row) throws SQLException {
        Map<String, Object> seen = Json.readDetails(row.text(7));
        Optional<RecordId> about =
                row.text(8).isEmpty() ? Optional.empty() : Optional.of(RecordId.of(row.text(8), row.number(9)));
        Feedback.Screen screen = new Feedback.Screen(
                text(seen, "address"),
                text(seen, "title"),
                text(seen, "language"),
                text(seen, "width"),
                text(seen, "incident"),
                about,
                false);
        Feedback feedback = new Feedback(
                row.number(1),
                row.text(2),
                row.text(3),
                row.text(4),
                Feedback.Kind.valueOf(row.text(5)),
                row.text(6),
                screen,
                row.number(10),
                "",
                "",
                row.instant(12).orElse(Instant.EPOCH),
                Feedback.State.valueOf(row.text(13)),
                row.text(14),
                row.text(15),
                row.instant(16));
        return new Kept(feedback, row.number(11));
    }

    private static String text(Map<String, Object> seen, String name) {
        return String.valueOf(seen.getOrDefault(name, ""));
    }
}
