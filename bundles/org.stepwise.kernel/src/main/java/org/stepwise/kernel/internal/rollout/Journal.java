package org.stepwise.kernel.internal.rollout;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.PhaseEvent;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.internal.audit.Guard;
import org.stepwise.kernel.internal.text.Json;

/** Every step of every phase, in the phase's history and in the audit log, in the step's transaction. */
final class Journal {
    private final Sql sql;
    private final Directory directory;
    private final Guard guard;
    private final Audit audit;
    private final Clock clock;

    Journal(Sql sql, Directory directory, Guard guard, Audit audit, Clock clock) {
        this.sql = sql;
        this.directory = directory;
        this.guard = guard;
        this.audit = audit;
        this.clock = clock;
    }

    void step(Phase phase, String step, Map<String, Object> details) {
        Caller caller = guard.current();
        Map<String, Object> audited = new HashMap<>(details);
        audited.remove(EventWords.MEMBERS);
        sql.update(
                "insert into rollout_event (id, phase_id, phase_code, happened_at, by_person, by_name, step, details)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                sql.nextId("rollout_seq"),
                phase.id(),
                phase.code(),
                clock.instant(),
                caller.person(),
                caller.name(),
                step,
                Json.writeDetails(details));
        audit.write("rollout." + step, phase.code(), audited);
    }

    /** What a step was about, as arguments of its text. */
    Map<String, Object> contents(Phase phase) {
        Map<String, Object> details = contents(phase.modules(), phase.units(), phase.persons());
        details.put("people", phase.people());
        return details;
    }

    Map<String, Object> contents(Set<String> addresses, Set<Long> units, Set<Long> persons) {
        Set<Long> members = new HashSet<>(units);
        members.addAll(persons);
        Map<String, Object> details = new HashMap<>();
        details.put("modules", String.join(", ", addresses));
        details.put(EventWords.MEMBERS, new TreeSet<>(members));
        details.put(
                EventWords.SCOPE,
                String.join(", ", new TreeSet<>(directory.names(members).values())));
        return details;
    }

    /** Newest first. @param phase 0 for all */
    List<PhaseEvent> list(long phase, int limit) {
        String of = phase == 0 ? "" : " where phase_id = ?";
        return sql.list(
                "select happened_at, by_person, by_name, phase_code, step, details from rollout_event" + of
                        + " order by id desc" + sql.limit(limit),
                Journal::event,
                phase == 0 ? new Object[0] : new Object[] {phase});
    }

    private static PhaseEvent event(Sql.Row row) throws SQLException {
        return new PhaseEvent(
                row.instant(1).orElse(Instant.EPOCH),
                row.number(2),
                row.text(3),
                row.text(4),
                row.text(5),
                Json.readDetails(row.text(6)));
    }
}
