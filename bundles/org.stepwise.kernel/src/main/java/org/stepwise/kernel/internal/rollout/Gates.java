package org.stepwise.kernel.internal.rollout;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.stepwise.kernel.api.calendar.WorkingCalendar;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.rollout.Condition;
import org.stepwise.kernel.api.rollout.Feedback;
import org.stepwise.kernel.api.rollout.Gate;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.tx.Sql;

/** Criteria of phases against the facts, which are read together for all phases asked for; runs in the surrounding transaction. */
final class Gates {
    private final Sql sql;
    private final Types types;
    private final Texts texts;
    private final WorkingCalendar calendar;
    private final Clock clock;
    private final Unfinished unfinished;

    Gates(Sql sql, Types types, Texts texts, WorkingCalendar calendar, Clock clock, Unfinished unfinished) {
        this.unfinished = unfinished;
        this.sql = sql;
        this.types = types;
        this.texts = texts;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** What the criteria of these phases need, and no more. */
    private record Facts(
            Population people,
            Map<String, Map<Long, Seen>> seen,
            Map<Long, List<Made>> made,
            List<FeedbackTable.Open> feedback,
            Map<Long, Instant> ended,
            Trained trained,
            Weeks weeks) {
        Uptake uptake(Phase phase) {
            return Uptake.of(
                    ended.containsKey(phase.id())
                            ? weeks.at(ended.get(phase.id())).today()
                            : weeks.today(),
                    Address.modules(phase.modules()),
                    seen,
                    made.getOrDefault(phase.id(), List.of()),
                    people.working(phase));
        }
    }

    List<Gate> of(Phase phase, Locale locale) {
        return of(List.of(phase), locale).get(phase.code());
    }

    /** By the phase's code. */
    Map<String, List<Gate>> of(Collection<Phase> phases, Locale locale) {
        Facts facts = facts(phases);
        Unfinished.Known known = unfinished.read();
        Map<String, List<Gate>> gates = new HashMap<>();
        for (Phase phase : phases) {
            List<Gate> all = new ArrayList<>();
            phase.criteria().forEach(criterion -> all.add(gate(phase, criterion, facts, locale)));
            all.addAll(known.gates(phase, locale));
            gates.put(phase.code(), List.copyOf(all));
        }
        return gates;
    }

    private Facts facts(Collection<Phase> phases) {
        Weeks weeks = Weeks.of(calendar, clock);
        Set<String> used = new TreeSet<>();
        phases.stream()
                .filter(asks(Condition.Kind.ACTIVE))
                .forEach(phase -> used.addAll(Address.modules(phase.modules())));
        List<Phase> counting =
                phases.stream().filter(asks(Condition.Kind.RECORDS)).toList();
        Map<Long, List<Made>> made = new HashMap<>();
        for (Made one : Made.count(sql, weeks, Made.wanted(sql, types, counting))) {
            made.computeIfAbsent(one.phase(), id -> new ArrayList<>()).add(one);
        }
        Map<String, Map<Long, Seen>> seen = used.isEmpty() ? Map.of() : Seen.read(sql, used);
        List<FeedbackTable.Open> feedback =
                phases.stream().anyMatch(asks(Condition.Kind.BLOCKING)) ? FeedbackTable.open(sql) : List.of();
        Trained trained = Trained.read(
                sql, phases.stream().filter(asks(Condition.Kind.TRAINED)).toList());
        return new Facts(Population.read(sql), seen, made, feedback, Made.ended(sql, phases), trained, weeks);
    }

    private static Predicate<Phase> asks(Condition.Kind kind) {
        return phase ->
                phase.criteria().stream().anyMatch(one -> one.condition().kind() == kind);
    }

    private Gate gate(Phase phase, Phase.Criterion criterion, Facts facts, Locale locale) {
        Condition condition = criterion.condition();
        long reached = reached(phase, condition, facts);
        boolean met = switch (condition.kind()) {
            case SAID -> criterion.met();
            case ACTIVE, TRAINED -> facts.people().working(phase).size() > 0 && reached >= condition.limit();
            case RECORDS -> reached >= condition.limit();
            case BLOCKING, TASKS, SIGNED, CALLS, GOALS -> reached == 0;
        };
        Map<String, Object> args =
                Map.of("limit", condition.limit(), "weeks", condition.weeks(), "count", condition.weeks());
        String text = switch (condition.kind()) {
            case SAID -> criterion.text();
            case ACTIVE, RECORDS, TRAINED -> texts.text(locale, "rollout.condition." + condition.kind(), args);
            case BLOCKING, TASKS, SIGNED, CALLS, GOALS ->
                texts.text(
                        locale,
                        "rollout.condition." + condition.kind() + (met ? "" : ".left"),
                        Map.of("count", reached));
        };
        return new Gate(criterion.id(), text, condition, reached, met, criterion.by(), criterion.at());
    }

    private static long reached(Phase phase, Condition condition, Facts facts) {
        return switch (condition.kind()) {
            case SAID, SIGNED, CALLS, GOALS -> 0;
            case ACTIVE -> facts.uptake(phase).lowest(facts.people().working(phase), condition.weeks());
            case RECORDS -> facts.uptake(phase).records(facts.people().working(phase));
            case BLOCKING ->
                facts.feedback().stream()
                        .filter(one -> one.phase() == phase.id() && one.kind() == Feedback.Kind.BLOCKING)
                        .mapToLong(FeedbackTable.Open::count)
                        .sum();
            case TRAINED -> facts.trained().percent(phase, facts.people().working(phase));
            case TASKS -> phase.tasks().stream().filter(task -> !task.done()).count();
        };
    }
}
