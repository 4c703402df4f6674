package org.stepwise.kernel.internal.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.rollout.Opening;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.PhaseState;
import org.stepwise.kernel.api.tx.Sql;

/**
 * How many records somebody made in a week, counted in the tables of the records: one statement for whatever is asked.
 *
 * @param phase for which it was counted
 * @param week {@link Weeks#COUNT} for all before
 */
record Made(long phase, String type, long person, int week, long count) {
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    /** What is counted: what was made from here on, before that. */
    record Wanted(long phase, RecordType<?> type, Instant since, Instant until) {}

    /** All types of these phases since each was first activated, until it was rolled back; nothing for one that never was. */
    static List<Wanted> wanted(Sql sql, Types types, Collection<Phase> phases) {
        if (phases.isEmpty()) return List.of();
        Map<Long, Instant> activated = activated(sql);
        Map<Long, Instant> ended = ended(sql, phases);
        List<Wanted> wanted = new ArrayList<>();
        for (Phase phase : phases) {
            Instant since = activated.get(phase.id());
            if (since == null) continue;
            Instant until = ended.getOrDefault(phase.id(), NEVER);
            types(types, phase).forEach(type -> wanted.add(new Wanted(phase.id(), type, since, until)));
        }
        return wanted;
    }

    /** Types that the phase opens, of modules that are here. */
    static List<RecordType<?>> types(Types types, Phase phase) {
        Opening opening = OpenPhases.opening(phase.modules());
        List<RecordType<?>> found = new ArrayList<>();
        for (RecordType<?> type : types.all()) {
            boolean named = opening.modules().contains(type.module());
            if (named && opening.opens(type.function().isEmpty() ? type.module() : type.function())) found.add(type);
        }
        return found;
    }

    /** When those that are rolled back were: what happens later is not theirs any more. */
    static Map<Long, Instant> ended(Sql sql, Collection<Phase> phases) {
        Map<Long, Instant> ended = new HashMap<>();
        Set<Long> closed = phases.stream()
                .filter(phase -> phase.state() == PhaseState.ROLLED_BACK)
                .map(Phase::id)
                .collect(Collectors.toSet());
        if (closed.isEmpty()) return ended;
        sql.each(
                "select phase_id, max(happened_at) from rollout_event where step = 'rolledBack' and phase_id in (?)"
                        + " group by phase_id",
                row -> row.instant(2).ifPresent(at -> ended.put(row.number(1), at)),
                closed);
        return ended;
    }

    /** When each phase was first activated; one that never was is missing. */
    static Map<Long, Instant> activated(Sql sql) {
        Map<Long, Instant> since = new HashMap<>();
        sql.each(
                "select phase_id, min(happened_at) from rollout_event where step = 'activated' group by phase_id",
                row -> row.instant(2).ifPresent(at -> since.put(row.number(1), at)));
        return since;
    }

    /** Each type once, since it was first opened. */
    static List<Wanted> earliest(List<Wanted> wanted) {
        Map<String, Wanted> first = new TreeMap<>();
        for (Wanted one : wanted) {
            first.merge(one.type().id(), one, (a, b) -> b.since().isBefore(a.since()) ? b : a);
        }
        return List.copyOf(first.values());
    }

    static List<Made> count(Sql sql, Weeks weeks, List<Wanted> wanted) {
        if (wanted.isEmpty()) return List.of();
        StringBuilder week = new StringBuilder("case");
        for (int i = 0; i < Weeks.COUNT; i++)
            week.append(" when created_at >= ? then ").append(i);
        week.append(" else ").append(Weeks.COUNT).append(" end");
        List<String> parts = new ArrayList<>();
        List<Object> args = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            parts.add("select " + i + ", created_by, week, count(*) from (select created_by, " + week + " as week from "
                    + wanted.get(i).type().table() + " where created_at >= ? and created_at < ?) t" + i
                    + " group by created_by, week");
            args.addAll(weeks.starts());
            args.add(wanted.get(i).since());
            args.add(wanted.get(i).until());
        }
        // figures do not wait for whoever is writing
        String end = sql.dialect() == Sql.Dialect.DERBY ? " with ur" : "";
        return sql.list(
                String.join(" union all ", parts) + end,
                row -> {
                    Wanted one = wanted.get((int) row.number(1));
                    return new Made(one.phase(), one.type().id(), row.number(2), (int) row.number(3), row.number(4));
                },
                args.toArray());
    }
}
