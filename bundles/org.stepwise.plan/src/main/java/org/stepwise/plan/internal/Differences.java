package org.stepwise.plan.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.rollout.Gate;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.PhaseDraft;
import org.stepwise.kernel.api.rollout.PhaseState;
import org.stepwise.kernel.api.rollout.Preparation;
import org.stepwise.kernel.api.rollout.Preparations;
import org.stepwise.kernel.api.rollout.Rollout;
import org.stepwise.kernel.api.rollout.RolloutPlan.Step;

/** The steps from the present phases to those of a document, phase after phase in the document's order. */
final class Differences {
    private static final Set<PhaseState> HOLDING = Set.of(PhaseState.ACTIVE, PhaseState.PAUSED, PhaseState.COMPLETED);
    private final Map<String, Phase> present;
    private final Map<String, List<Gate>> gates;
    private final Map<String, Preparation> prepared;
    private final Rollout rollout;
    private final Preparations preparations;
    private final Leading leading;
    private final Names names;
    private final Findings findings;

    Differences(
            Present now, Rollout rollout, Preparations preparations, Leading leading, Names names, Findings findings) {
        this.leading = leading;
        this.gates = now.gates();
        this.prepared = now.preparations();
        this.present = now.phases().stream().collect(Collectors.toMap(Phase::code, Function.identity()));
        this.rollout = rollout;
        this.preparations = preparations;
        this.names = names;
        this.findings = findings;
    }

    /** What is there now. @param gates by the phase's code @param preparations of phases that ask for something, by code */
    record Present(List<Phase> phases, Map<String, List<Gate>> gates, Map<String, Preparation> preparations) {}

    /** A step and how it is done. */
    record Move(Step step, Runnable work) {}

    List<Move> of(List<PlannedPhase> wanted) {
        overlaps(wanted);
        List<Move> moves = new ArrayList<>();
        for (PlannedPhase phase : wanted) {
            if (present.containsKey(phase.code())) existing(moves, present.get(phase.code()), phase);
            else created(moves, phase);
        }
        Set<String> named = wanted.stream().map(PlannedPhase::code).collect(Collectors.toSet());
        present.keySet().stream()
                .filter(code -> !named.contains(code))
                .sorted()
                .forEach(code -> add(moves, code, "leave", Map.of(), () -> {}));
        return moves;
    }

    private void created(List<Move> moves, PlannedPhase wanted) {
        PhaseDraft draft = wanted.draft();
        add(
                moves,
                wanted.code(),
                "create",
                scope(draft.modules(), draft.units(), draft.persons()),
                () -> rollout.create(draft));
        prepared(moves, wanted, Preparation.NONE);
        moves.addAll(leading.phase(wanted.code(), wanted.team()));
        open(moves, wanted, PhaseState.PLANNED, draft.criteria().isEmpty());
    }

    private void existing(List<Move> moves, Phase now, PlannedPhase wanted) {
        PhaseDraft draft = wanted.draft();
        if (now.state() == PhaseState.COMPLETED && wanted.opens() && wanted.state() != PhaseState.COMPLETED) {
            findings.add(wanted.statePlace(), "completed", Map.of("phase", now.code()));
            return;
        }
        boolean holds = HOLDING.contains(now.state());
        if (holds && !wanted.opens()) {
            add(moves, now.code(), "rollBack", Map.of("people", now.people()), () -> rollout.rollBack(now.code()));
            holds = false;
        }
        PhaseDraft described = holds ? draft.in(now.modules(), now.units(), now.persons()) : draft;
        if (!described.equals(PhaseDraft.of(now))) {
            add(moves, now.code(), "change", Map.of(), () -> rollout.change(now.code(), described));
        }
        prepared(moves, wanted, prepared.getOrDefault(now.code(), Preparation.NONE));
        moves.addAll(leading.phase(now.code(), wanted.team()));
        if (holds) {
            scope(moves, now, draft);
        }
        open(moves, wanted, holds ? now.state() : PhaseState.PLANNED, met(now, draft));
    }

    private void prepared(List<Move> moves, PlannedPhase wanted, Preparation now) {
        if (wanted.preparation().equals(now)) return;
        Runnable work = () -> preparations.change(wanted.code(), wanted.preparation());
        add(moves, wanted.code(), "prepare", Map.of(), work);
    }

    /** Is every criterion of the document met now? One that is new is not. */
    private boolean met(Phase now, PhaseDraft draft) {
        Set<Long> met = gates.getOrDefault(now.code(), List.of()).stream()
                .filter(Gate::met)
                .map(Gate::id)
                .collect(Collectors.toSet());
        Set<String> reached = now.criteria().stream()
                .filter(criterion -> met.contains(criterion.id()))
                .map(Phase.Criterion::text)
                .collect(Collectors.toSet());
        boolean conditions = gates.getOrDefault(now.code(), List.of()).stream()
                .filter(gate -> gate.id() == 0)
                .allMatch(Gate::met);
        return conditions && reached.containsAll(draft.criteria());
    }

    private void scope(List<Move> moves, Phase now, PhaseDraft draft) {
        Set<String> modules = without(draft.modules(), now.modules());
        Set<Long> units = without(draft.units(), now.units());
        Set<Long> persons = without(draft.persons(), now.persons());
        if (!modules.isEmpty() || !units.isEmpty() || !persons.isEmpty()) {
            add(
                    moves,
                    now.code(),
                    "widen",
                    scope(modules, units, persons),
                    () -> rollout.widen(now.code(), modules, units, persons));
        }
        Set<String> lessModules = without(now.modules(), draft.modules());
        Set<Long> lessUnits = without(now.units(), draft.units());
        Set<Long> lessPersons = without(now.persons(), draft.persons());
        if (!lessModules.isEmpty() || !lessUnits.isEmpty() || !lessPersons.isEmpty()) {
            add(
                    moves,
                    now.code(),
                    "narrow",
                    scope(lessModules, lessUnits, lessPersons),
                    () -> rollout.narrow(now.code(), lessModules, lessUnits, lessPersons));
        }
    }

    /** The steps of state alone, when everything else is as wanted. */
    private void open(List<Move> moves, PlannedPhase wanted, PhaseState from, boolean met) {
        String code = wanted.code();
        PhaseState to = wanted.state();
        if (to == PhaseState.PLANNED || from == to) return;
        if (from == PhaseState.PLANNED) {
            add(moves, code, "activate", Map.of(), () -> rollout.activate(code, wanted.reason()));
        } else if (from == PhaseState.PAUSED) {
            add(moves, code, "resume", Map.of(), () -> rollout.resume(code));
        }
        if (to == PhaseState.PAUSED) add(moves, code, "pause", Map.of(), () -> rollout.pause(code));
        if (to == PhaseState.COMPLETED) {
            if (!met && wanted.reason().isBlank()) findings.add(wanted.statePlace(), "reason", Map.of("phase", code));
            add(moves, code, "complete", Map.of(), () -> rollout.complete(code, wanted.reason()));
        }
    }

    /** The same module for the same people in two phases of one document is a mistake: narrowing one would not close it. */
    private void overlaps(List<PlannedPhase> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            for (int j = 0; j < i; j++) overlap(wanted.get(i), wanted.get(j));
        }
    }

    private void overlap(PlannedPhase later, PlannedPhase earlier) {
        Set<String> modules = new TreeSet<>(later.draft().modules());
        modules.retainAll(earlier.draft().modules());
        if (modules.isEmpty()) return;
        Set<String> shared = new TreeSet<>();
        for (long unit : later.draft().units()) {
            if (names.path(unit).stream().anyMatch(earlier.draft().units()::contains))
                shared.addAll(names.codes(Set.of(unit)));
        }
        for (long unit : earlier.draft().units()) {
            if (names.path(unit).stream().anyMatch(later.draft().units()::contains))
                shared.addAll(names.codes(Set.of(unit)));
        }
        Set<Long> persons = new HashSet<>(later.draft().persons());
        persons.retainAll(earlier.draft().persons());
        shared.addAll(names.accounts(persons));
        if (shared.isEmpty()) return;
        findings.add(
                later.place(),
                "overlap",
                Map.of(
                        "phase", later.code(),
                        "other", earlier.code(),
                        "modules", String.join(", ", modules),
                        "scope", String.join(", ", shared)));
    }

    private Map<String, Object> scope(Set<String> modules, Set<Long> units, Set<Long> persons) {
        List<String> all = new ArrayList<>(names.codes(units));
        all.addAll(names.accounts(persons));
        return Map.of("modules", String.join(", ", modules), "scope", String.join(", ", all));
    }

    private static <T> Set<T> without(Set<T> some, Set<T> others) {
        Set<T> left = new TreeSet<>(some);
        left.removeAll(others);
        return left;
    }

    private static void add(List<Move> moves, String phase, String step, Map<String, Object> details, Runnable work) {
        Map<String, Object> all = new java.util.HashMap<>(details);
        all.put("phase", phase);
        moves.add(new Move(new Step(phase, step, all), work));
    }
}
