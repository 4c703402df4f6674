package org.stepwise.kernel.internal.rollout;

import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.PhaseState;
import org.stepwise.kernel.api.rollout.Trial;
import org.stepwise.kernel.api.tx.Transactions;

/** The steps of a trial (ROL-17): modules and people come as with a phase that goes live, the phase stays rehearsed. */
final class TrialSteps {
    private static final Set<PhaseState> ANY = Set.of(PhaseState.values());
    private final Clock clock;
    private final Types types;
    private final Phases phases;
    private final Journal journal;
    private final Drafts drafts;
    private final Installing installing;
    private final Steps steps;
    private final TrialTable trials;

    TrialSteps(
            Transactions transactions,
            Clock clock,
            Types types,
            Phases phases,
            Journal journal,
            Drafts drafts,
            Installing installing,
            Steps steps) {
        this.clock = clock;
        this.types = types;
        this.phases = phases;
        this.journal = journal;
        this.drafts = drafts;
        this.installing = installing;
        this.steps = steps;
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

    /** After the last record that could be removed. @param removed how many were */
    void cleared(String code, long removed, Runnable forget) {
        steps.step(code, ANY, stored -> {
            Phase phase = stored.phase();
            steps.commit(stored, found -> {
                phases.advance(found, phase.state());
                long left = trials.count(phase.id());
                if (left == 0) trials.remove(phase.id());
                else trials.state(phase.id(), Trial.State.ENDED);
                forget.run();
                journal.step(phase, "trialCleared", Map.of("count", removed, "left", left));
            });
            installing.uninstallUnneeded(phase, phase.modules());
        });
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
