package org.stepwise.kernel.internal.rollout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.module.Nodes.Trouble;
import org.stepwise.kernel.api.rollout.Gate;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.PhaseState;
import org.stepwise.kernel.api.rollout.Rehearsal;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.access.Stamps;
import org.stepwise.kernel.internal.audit.Guard;
import org.stepwise.kernel.internal.module.Removals;

/**
 * The steps of the phases. Opening: modules first, outside any transaction, then the state in one; a crash between the two leaves
 * the phase as it was and a module nobody sees. Closing: the state first, then modules go that no phase needs.
 */
final class Steps {
    static final Set<PhaseState> CLOSED = Set.of(PhaseState.PLANNED, PhaseState.REHEARSED, PhaseState.ROLLED_BACK);
    private static final Set<PhaseState> HOLDING = Set.of(PhaseState.ACTIVE, PhaseState.COMPLETED, PhaseState.PAUSED);
    private static final long PATIENCE_SECONDS = 120;
    private final ReentrantLock stepping = new ReentrantLock(true);
    private final Transactions transactions;
    private final Modules modules;
    private final Guard guard;
    private final Stamps stamps;
    private final Phases phases;
    private final Journal journal;
    private final Drafts drafts;
    private final Rehearsals rehearsals;
    private final Installing installing;
    private final Removals removals;
    private final Gates gates;
    private final TrialTable trials;

    Steps(
            Transactions transactions,
            Modules modules,
            Guard guard,
            Stamps stamps,
            Phases phases,
            Journal journal,
            Drafts drafts,
            Rehearsals rehearsals,
            Installing installing,
            Gates gates) {
        this.transactions = transactions;
        this.modules = modules;
        this.guard = guard;
        this.stamps = stamps;
        this.phases = phases;
        this.journal = journal;
        this.drafts = drafts;
        this.rehearsals = rehearsals;
        this.installing = installing;
        this.gates = gates;
        this.removals = new Removals(transactions.sql());
        this.trials = new TrialTable(transactions.sql());
    }

    /** @param without says what it is gone on without, or refuses */
    Phase activate(String code, Function<Phase, Map<String, Object>> without) {
        return activate(code, without, gap -> true, phase -> {});
    }

    /** @param minded gaps that keep it from going live when they block @param first what is done in the same transaction */
    Phase activate(
            String code,
            Function<Phase, Map<String, Object>> without,
            Predicate<Rehearsal.Gap> minded,
            Consumer<Phase> first) {
        return step(code, CLOSED, stored -> {
            refuseGaps(stored.phase(), gap -> gap.blocking() && minded.test(gap));
            Map<String, Object> missing = without.apply(stored.phase());
            open(stored, stored.phase().modules(), opened -> {
                first.accept(opened.phase());
                phases.advance(opened, PhaseState.ACTIVE);
                if (!missing.isEmpty()) journal.step(opened.phase(), "unsigned", missing);
                journal.step(opened.phase(), "activated", journal.contents(opened.phase()));
            });
        });
    }

    Phase resume(String code) {
        return step(code, Set.of(PhaseState.PAUSED), stored -> {
            refuseGaps(stored.phase());
            open(stored, stored.phase().modules(), opened -> {
                phases.advance(opened, PhaseState.ACTIVE);
                journal.step(opened.phase(), "resumed", journal.contents(opened.phase()));
            });
        });
    }

    Phase widen(String code, Set<String> addresses, Set<Long> units, Set<Long> persons) {
        Set<PhaseState> any = new HashSet<>(HOLDING);
        any.addAll(Set.of(PhaseState.PLANNED, PhaseState.REHEARSED));
        return step(code, any, stored -> {
            Phase phase = stored.phase();
            trials.refuse(phase);
            drafts.refuseWrong(phase, addresses, units, persons);
            Set<String> moreModules = without(addresses, phase.modules());
            Set<Long> moreUnits = without(units, phase.units());
            Set<Long> morePersons = without(persons, phase.persons());
            refuseNothing(phase, moreModules, moreUnits, morePersons);
            PhaseState after = phase.state() == PhaseState.REHEARSED ? PhaseState.PLANNED : phase.state();
            Consumer<Phases.Stored> change = found -> {
                phases.advance(found, after);
                phases.add(phase.id(), moreModules, moreUnits, morePersons);
                journal.step(phase, "widened", journal.contents(moreModules, moreUnits, morePersons));
            };
            if (!HOLDING.contains(phase.state())) {
                commit(stored, change);
                return;
            }
            refuseGaps(wider(phase, moreModules, moreUnits, morePersons));
            open(stored, moreModules, change);
        });
    }

    Phase narrow(String code, Set<String> addresses, Set<Long> units, Set<Long> persons) {
        Set<PhaseState> any = Set.of(PhaseState.values());
        return step(code, any, stored -> {
            Phase phase = stored.phase();
            trials.refuse(phase);
            Set<String> lessModules = common(addresses, phase.modules());
            Set<Long> lessUnits = common(units, phase.units());
            Set<Long> lessPersons = common(persons, phase.persons());
            refuseNothing(phase, lessModules, lessUnits, lessPersons);
            boolean empty = lessModules.size() == phase.modules().size()
                    || lessUnits.size() + lessPersons.size()
                            == phase.units().size() + phase.persons().size();
            if (empty && HOLDING.contains(phase.state()))
                throw new Conflict("rollout.problem.wouldBeEmpty", Map.of("phase", phase.code()));
            commit(stored, found -> {
                phases.advance(found, phase.state());
                phases.remove(phase.id(), lessModules, lessUnits, lessPersons);
                journal.step(phase, "narrowed", journal.contents(lessModules, lessUnits, lessPersons));
            });
            if (HOLDING.contains(phase.state())) installing.uninstallUnneeded(phase, lessModules);
        });
    }

    Phase pause(String code) {
        return step(
                code,
                Set.of(PhaseState.ACTIVE),
                stored -> commit(stored, found -> {
                    phases.advance(found, PhaseState.PAUSED);
                    journal.step(found.phase(), "paused", journal.contents(found.phase()));
                }));
    }

    Phase complete(String code, String reason) {
        return step(code, Set.of(PhaseState.ACTIVE), stored -> {
            Locale locale = guard.current().locale();
            List<String> unmet = transactions.apart(() -> gates.of(stored.phase(), locale)).stream()
                    .filter(gate -> !gate.met())
                    .map(Gate::text)
                    .toList();
            String unmetTexts = String.join("; ", unmet);
            if (!unmet.isEmpty() && reason.isBlank()) {
                throw new Conflict("rollout.problem.criteria", Map.of("phase", code, "criteria", unmetTexts));
            }
            commit(stored, found -> {
                phases.advance(found, PhaseState.COMPLETED);
                Map<String, Object> details = Map.of("why", reason, "unmet", unmet.size(), "criteria", unmetTexts);
                journal.step(found.phase(), "completed", details);
            });
        });
    }

    Phase rollBack(String code) {
        return step(code, HOLDING, stored -> {
            commit(stored, found -> {
                phases.advance(found, PhaseState.ROLLED_BACK);
                journal.step(found.phase(), "rolledBack", journal.contents(found.phase()));
            });
            installing.uninstallUnneeded(stored.phase(), stored.phase().modules());
        });
    }

    /** One step at a time on this node; on several, the phase's version lets one win. */
    Phase step(String code, Set<PhaseState> allowed, Consumer<Phases.Stored> work) {
        guard.require(Actions.ADMINISTER, PhasedRollout.TYPE);
        exclusively(() -> {
            Phases.Stored stored = transactions.apart(() -> phases.require(code));
            allow(stored.phase(), allowed);
            work.accept(stored);
        });
        return transactions.apart(() -> phases.require(code).phase());
    }

    void exclusively(Runnable work) {
        try {
            if (!stepping.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) throw new Conflict("rollout.problem.busy");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Conflict("rollout.problem.busy");
        }
        try {
            work.run();
        } finally {
            stepping.unlock();
        }
    }

    static void allow(Phase phase, Set<PhaseState> states) {
        if (states.contains(phase.state())) return;
        throw new Conflict("rollout.problem.state." + phase.state(), Map.of("phase", phase.code()));
    }

    private void refuseGaps(Phase phase) {
        refuseGaps(phase, Rehearsal.Gap::blocking);
    }

    void refuseGaps(Phase phase, Predicate<Rehearsal.Gap> refused) {
        List<Violation> blocking = rehearsals.of(phase).gaps().stream()
                .filter(refused)
                .map(gap -> new Violation("", gap.key(), gap.args()))
                .toList();
        if (!blocking.isEmpty()) throw new Invalid(blocking);
    }

    /** Modules, then the change; a change that fails, or whose modules were taken away meanwhile, takes back those that came for it. */
    void open(Phases.Stored stored, Collection<String> addresses, Consumer<Phases.Stored> change) {
        Map<String, Long> before = transactions.apart(() -> removals.before(Address.modules(addresses)));
        List<String> installed = installing.install(stored.phase(), addresses);
        try {
            commit(stored, found -> {
                removals.refuseRemoved(before);
                change.accept(found);
            });
        } catch (RuntimeException e) {
            installing.takeBack(stored.phase(), installed);
            throw e;
        }
    }

    void commit(Phases.Stored stored, Consumer<Phases.Stored> change) {
        transactions.apart(() -> {
            change.accept(stored);
            stamps.touch(Stamps.ROLLOUT);
            return true;
        });
    }

    private static void refuseNothing(Phase phase, Set<?>... parts) {
        for (Set<?> part : parts) {
            if (!part.isEmpty()) return;
        }
        throw new Conflict("rollout.problem.nothing", Map.of("phase", phase.code()));
    }

    private static <T> Set<T> without(Set<T> some, Set<T> others) {
        Set<T> left = new TreeSet<>(some);
        left.removeAll(others);
        return left;
    }

    private static <T> Set<T> common(Set<T> some, Set<T> others) {
        Set<T> left = new TreeSet<>(some);
        left.retainAll(others);
        return left;
    }

    private static <T> Set<T> union(Set<T> some, Set<T> others) {
        Set<T> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    private static Phase wider(Phase phase, Set<String> addresses, Set<Long> units, Set<Long> persons) {
        return new Phase(
                phase.id(),
                phase.code(),
                phase.name(),
                phase.goal(),
                phase.state(),
                phase.order(),
                phase.from(),
                phase.to(),
                union(phase.modules(), addresses),
                union(phase.units(), units),
                union(phase.persons(), persons),
                phase.responsible(),
                phase.tasks(),
                phase.criteria(),
                phase.people(),
                phase.invited());
    }

    /** Installs what open phases need and this node does not have. @return what it cannot bring */
    List<Trouble> converge() {
        if (installing.needed().stream().allMatch(module -> modules.find(module).isPresent())) return List.of();
        List<Trouble> lacking = new ArrayList<>();
        exclusively(() -> lacking.addAll(installing.bring()));
        return lacking;
    }
}
