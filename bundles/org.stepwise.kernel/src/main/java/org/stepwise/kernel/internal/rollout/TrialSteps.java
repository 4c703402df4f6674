package org.stepwise.kernel.internal.rollout;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.PhaseState;
import org.stepwise.kernel.api.rollout.Trial;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.audit.Guard;

/** The steps of a trial (ROL-17): modules and people come as with a phase that goes live, the phase stays rehearsed. */
final class TrialSteps {
    private static final Set<PhaseState> ANY = Set.of(PhaseState.values());
    private static final Logger LOG = LoggerFactory.getLogger(TrialSteps.class);
    private final Transactions transactions;
    private final Clock clock;
    private final Guard guard;
    private final Types types;
    private final Phases phases;
    private final Journal journal;
    private final Drafts drafts;
    private final Installing installing;
    private final Steps steps;
    private final TrialTable trials;
    /** What a phase goes live without, for a reason, or a refusal. */
    private final BiFunction<Phase, String, Map<String, Object>> without;

    TrialSteps(
            Transactions transactions,
            Clock clock,
            Guard guard,
            Types types,
            Phases phases,
            Journal journal,
            Drafts drafts,
            Installing installing,
            Steps steps,
            BiFunction<Phase, String, Map<String, Object>> without) {
        this.transactions = transactions;
        this.clock = clock;
        this.guard = guard;
        this.types = types;
        this.phases = phases;
        this.journal = journal;
        this.drafts = drafts;
        this.installing = installing;
        this.steps = steps;
        this.without = without;
        this.trials = new TrialTable(transactions.sql());
    }

    void begin(String code, Set<Long> units, Set<Long> persons) {
        steps.step(code, ANY, stored -> {
            Phase phase = stored.phase();
            if (phase.state() != PhaseState.REHEARSED) {
                throw new Conflict("rollout.problem.trial.state", Map.of("phase", code));
            }
            if (units.isEmpty() && persons.isEmpty()) throw Invalid.of("units", "rollout.problem.trial.group");
            drafts.refuseWrong(phase, Set.of(), units, persons);
            steps.refuseGaps(phase, gap -> gap.blocking() && !gap.key().equals(Rehearsals.TRIAL));
            steps.open(stored, phase.modules(), opened -> {
                refuseClearing(phase);
                phases.advance(opened, PhaseState.REHEARSED);
                trials.open(phase.id(), units, persons, phases::below, clock.instant());
                journal.step(phase, "trialBegun", journal.contents(phase.modules(), units, persons));
            });
        });
    }

    void end(String code) {
        closing(code, phase -> {
            trials.markParts(phase.id(), types);
            long left = trials.count(phase.id());
            if (left == 0) trials.remove(phase.id());
            else trials.state(phase.id(), Trial.State.ENDED);
            journal.step(phase, "trialEnded", Map.of("count", left));
        });
    }

    /** The group is out at once; the rest is for the job. */
    void clear(String code, String confirmed) {
        refuseUnconfirmed(code, confirmed);
        closing(code, phase -> {
            trials.markParts(phase.id(), types);
            trials.state(phase.id(), Trial.State.CLEARING);
            journal.step(phase, "trialClearing", Map.of("count", trials.count(phase.id())));
        });
    }

    /** @param forget what else goes in the same transaction */
    void keep(String code, String confirmed, Runnable forget) {
        refuseUnconfirmed(code, confirmed);
        closing(code, phase -> {
            long kept = trials.count(phase.id());
            trials.unmarkAll(phase.id());
            trials.remove(phase.id());
            forget.run();
            journal.step(phase, "trialKept", Map.of("count", kept));
        });
    }

    /**
     * The same, and the phase goes live when nothing is left. What would keep it from going live is refused before anything is removed.
     *
     * @return false when there is nothing to clear
     */
    boolean clearAndActivate(String code, String confirmed, String reason) {
        boolean[] begun = new boolean[1];
        steps.step(code, Steps.CLOSED, stored -> {
            Phase phase = stored.phase();
            if (transactions.apart(() -> trials.find(phase.id())).isEmpty()) return;
            refuseUnconfirmed(code, confirmed);
            steps.refuseGaps(phase, gap -> gap.blocking() && !gap.key().equals(Rehearsals.TRIAL));
            without.apply(phase, reason);
            steps.commit(stored, found -> {
                refuseClearing(phase);
                trials.markParts(phase.id(), types);
                refuseHeld(phase);
                phases.advance(found, phase.state());
                trials.clearThenLive(phase.id(), guard.current().person(), reason);
                journal.step(phase, "trialClearing", Map.of("count", trials.count(phase.id())));
            });
            begun[0] = true;
        });
        return begun[0];
    }

    private void refuseHeld(Phase phase) {
        TrialReferences references = new TrialReferences(transactions.sql(), types, phase.id());
        long held = trials.made(phase.id()).keySet().stream()
                .mapToLong(references::held)
                .sum();
        if (held == 0) return;
        throw new Conflict("rollout.problem.trial.held", Map.of("phase", phase.code(), "count", held));
    }

    /** After the last record that could be removed. @param removed how many were @param forget what else goes in the same transaction */
    void cleared(String code, long removed, Runnable forget) {
        Optional<TrialTable.Stored> trial = transactions.apart(
                () -> trials.find(phases.require(code).phase().id()));
        boolean live = trial.isPresent() && trial.get().goesLive();
        if (live && live(code, removed, trial.get(), forget)) return;
        steps.step(code, ANY, stored -> {
            Phase phase = stored.phase();
            steps.commit(stored, found -> {
                phases.advance(found, phase.state());
                long left = trials.count(phase.id());
                if (left == 0) trials.remove(phase.id());
                else trials.state(phase.id(), Trial.State.ENDED);
                forget.run();
                journal.step(phase, "trialCleared", Map.of("count", removed, "left", left));
                if (live) journal.step(phase, "notLive", Map.of("left", left));
            });
            installing.uninstallUnneeded(phase, phase.modules());
        });
    }

    /** In the name of who wanted it. The trial ends in the transaction in which the phase goes live, so that a crash repeats both. */
    private boolean live(String code, long removed, TrialTable.Stored trial, Runnable forget) {
        try {
            Callers callers = guard.callers();
            Caller wanted = trial.liveBy() == 0 ? guard.current() : callers.person(trial.liveBy(), Door.SYSTEM);
            callers.run(
                    wanted,
                    () -> steps.activate(
                            code,
                            phase -> without.apply(phase, trial.reason()),
                            gap -> !gap.key().equals(Rehearsals.TRIAL),
                            phase -> {
                                long left = trials.count(phase.id());
                                if (left > 0) {
                                    throw new Conflict(
                                            "rollout.problem.trial.held", Map.of("phase", phase.code(), "count", left));
                                }
                                trials.remove(phase.id());
                                forget.run();
                                journal.step(phase, "trialCleared", Map.of("count", removed, "left", 0));
                            }));
            return true;
        } catch (Problem refused) {
            LOG.warn("The phase {} is cleared and does not go live: {}", code, refused.getMessage());
            return false;
        }
    }

    private void closing(String code, Consumer<Phase> work) {
        steps.step(code, ANY, stored -> {
            Phase phase = stored.phase();
            steps.commit(stored, found -> {
                if (trials.find(phase.id()).isEmpty()) {
                    throw new Conflict("rollout.problem.trial.none", Map.of("phase", code));
                }
                refuseClearing(phase);
                phases.advance(found, phase.state());
                work.accept(phase);
            });
            installing.uninstallUnneeded(phase, phase.modules());
        });
    }

    private void refuseClearing(Phase phase) {
        boolean clearing = trials.find(phase.id())
                .filter(trial -> trial.state() == Trial.State.CLEARING)
                .isPresent();
        if (clearing) throw new Conflict("rollout.problem.trial.clearing", Map.of("phase", phase.code()));
    }

    private static void refuseUnconfirmed(String code, String confirmed) {
        if (!code.equals(confirmed)) {
            throw Invalid.of("confirm", "rollout.problem.trial.confirm", Map.of("phase", code));
        }
    }
}
