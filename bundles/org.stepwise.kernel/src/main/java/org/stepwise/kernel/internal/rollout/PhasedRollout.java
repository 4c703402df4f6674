package org.stepwise.kernel.internal.rollout;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.calendar.WorkingCalendar;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.module.Nodes.Trouble;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.rollout.Cell;
import org.stepwise.kernel.api.rollout.Opening;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.PhaseDraft;
import org.stepwise.kernel.api.rollout.PhaseEvent;
import org.stepwise.kernel.api.rollout.PhaseState;
import org.stepwise.kernel.api.rollout.Rehearsal;
import org.stepwise.kernel.api.rollout.Rollout;
import org.stepwise.kernel.api.rollout.Totals;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.access.Stamps;
import org.stepwise.kernel.internal.audit.Guard;

/** The phases and their steps, with permissions. */
@Component(service = {Rollout.class, PhasedRollout.class})
public final class PhasedRollout implements Rollout {
    static final String TYPE = "rollout.phase";
    private static final int MOST_EVENTS = 1000;
    private final Transactions transactions;
    private final Directory directory;
    private final Modules modules;
    private final Guard guard;
    private final WorkingCalendar calendar;
    private final Clock clock;
    private final Texts texts;
    private final Settings settings;
    private final Phases phases;
    private final Journal journal;
    private final Drafts drafts;
    private final Rehearsals rehearsals;
    private final Steps steps;
    private final Duty duty;
    private final TrialSteps trials;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<PhaseWatch> watches = List.of();

    @Activate
    public PhasedRollout(
            @Reference Transactions transactions,
            @Reference Directory directory,
            @Reference Modules modules,
            @Reference Guard guard,
            @Reference Stamps stamps,
            @Reference Audit audit,
            @Reference WorkingCalendar calendar,
            @Reference Clock clock,
            @Reference Texts texts,
            @Reference Types types,
            @Reference Settings settings) {
        this.transactions = transactions;
        this.directory = directory;
        this.modules = modules;
        this.guard = guard;
        this.calendar = calendar;
        this.clock = clock;
        this.texts = texts;
        this.settings = settings;
        this.phases = new Phases(transactions.sql(), directory);
        this.journal = new Journal(transactions.sql(), directory, guard, audit, clock);
        this.drafts = new Drafts(directory, modules);
        this.rehearsals = new Rehearsals(transactions, directory, modules);
        Installing installing = new Installing(transactions, modules, guard, audit, clock);
        this.duty = new Duty(guard, phases);
        Gates gates = new Gates(
                transactions.sql(),
                types,
                texts,
                calendar,
                clock,
                new Unfinished(transactions.sql(), directory, settings, texts));
        this.steps =
                new Steps(transactions, modules, guard, stamps, phases, journal, drafts, rehearsals, installing, gates);
        this.trials = new TrialSteps(
                transactions, clock, guard, types, phases, journal, drafts, installing, steps, this::without);
    }

    @Override
    public List<Phase> phases() {
        return transactions.read(duty::seen);
    }

    @Override
    public Phase phase(String code) {
        return transactions.read(() -> duty.seen(code));
    }

    private Phases.Stored stored(String code) {
        return transactions.read(() -> phases.require(code));
    }

    @Override
    public Phase create(PhaseDraft draft) {
        guard.require(Actions.ADMINISTER, TYPE);
        return transactions.get(() -> {
            drafts.refuseWrong(draft, Set.of());
            phases.insert(draft);
            Phase made = phases.require(draft.code()).phase();
            journal.step(made, "planned", journal.contents(made.modules(), made.units(), made.persons()));
            return made;
        });
    }

    @Override
    public Phase change(String code, PhaseDraft draft) {
        guard.require(Actions.ADMINISTER, TYPE);
        return transactions.get(() -> {
            Phases.Stored stored = phases.require(code);
            Phase phase = stored.phase();
            drafts.refuseWrong(draft, phase.modules());
            boolean same = phase.modules().equals(draft.modules())
                    && phase.units().equals(draft.units())
                    && phase.persons().equals(draft.persons());
            if (!same) {
                Steps.allow(phase, Steps.CLOSED);
                new TrialTable(transactions.sql()).refuse(phase);
            }
            boolean rehearsed = phase.state() == PhaseState.REHEARSED && !same;
            phases.advance(stored, rehearsed ? PhaseState.PLANNED : phase.state());
            phases.describe(stored, draft);
            if (!same) phases.replaceScope(phase.id(), draft);
            Phase changed = phases.require(draft.code()).phase();
            journal.step(changed, "changed", journal.contents(changed.modules(), changed.units(), changed.persons()));
            watches.forEach(watch -> watch.changed(changed));
            return changed;
        });
    }

    /** Those who look on hear of the step. */
    private Phase told(Phase phase) {
        watches.forEach(watch -> watch.stepped(phase));
        return phase;
    }

    @Override
    public Rehearsal rehearse(String code) {
        guard.require(Actions.ADMINISTER, TYPE);
        Phases.Stored stored = stored(code);
        Rehearsal rehearsal = watched(rehearsals.of(stored.phase()), stored.phase());
        transactions.apart(() -> {
            Phases.Stored now = phases.require(code);
            if (now.phase().state() == PhaseState.PLANNED && rehearsal.possible()) {
                phases.advance(now, PhaseState.REHEARSED);
            }
            journal.step(
                    now.phase(), "rehearsed", Map.of("gaps", rehearsal.gaps().size()));
            return true;
        });
        return rehearsal;
    }

    private Rehearsal watched(Rehearsal found, Phase phase) {
        List<Rehearsal.Gap> gaps = new ArrayList<>(found.gaps());
        watches.forEach(watch -> gaps.addAll(watch.gaps(phase)));
        return new Rehearsal(
                found.phase(),
                found.install(),
                found.migrations(),
                found.gains(),
                found.had(),
                List.copyOf(gaps),
                found.memoryBytes());
    }

    @Override
    public Phase activate(String code) {
        return activate(code, "");
    }

    @Override
    public Phase activate(String code, String reason) {
        return told(steps.activate(code, phase -> without(phase, reason)));
    }

    private Map<String, Object> without(Phase phase, String reason) {
        Map<String, Object> missing = new HashMap<>();
        watches.forEach(watch -> missing.putAll(watch.without(phase, reason)));
        return missing;
    }

    @Override
    public Phase resume(String code) {
        return told(steps.resume(code));
    }

    @Override
    public Phase widen(String code, Set<String> addresses, Set<Long> units, Set<Long> persons) {
        return told(steps.widen(code, addresses, units, persons));
    }

    @Override
    public Phase narrow(String code, Set<String> addresses, Set<Long> units, Set<Long> persons) {
        return told(steps.narrow(code, addresses, units, persons));
    }

    @Override
    public Phase pause(String code) {
        return told(steps.pause(code));
    }

    @Override
    public Phase complete(String code, String reason) {
        return steps.complete(code, reason);
    }

    @Override
    public Phase rollBack(String code) {
        return told(steps.rollBack(code));
    }

    @Override
    public void taskDone(String code, long task, boolean done) {
        transactions.get(() -> {
            Phase phase = duty.worked(code);
            if (phases.taskDone(phase.id(), task, done) == 0) throw NotFound.of(task);
            journal.step(phase, "changed", Map.of("task", task, "done", done));
            return true;
        });
    }

    @Override
    public void criterionMet(String code, long criterion, boolean met) {
        transactions.get(() -> {
            Phase phase = duty.worked(code);
            Phase.Criterion found = phase.criteria().stream()
                    .filter(one -> one.id() == criterion)
                    .findFirst()
                    .orElseThrow(() -> NotFound.of(criterion));
            if (found.condition().counted()) {
                throw new Conflict("rollout.problem.counted", Map.of("criterion", found.text()));
            }
            phases.criterionMet(phase.id(), criterion, met, guard.current().name(), clock.instant());
            Map<String, Object> details = Map.of("criterion", criterion, "wording", found.text(), "met", met);
            journal.step(phase, "changed", details);
            return true;
        });
    }

    @Override
    public List<PhaseEvent> history(String code, int limit) {
        if (code.isEmpty()) guard.require(Actions.SEE, TYPE);
        long phase = code.isEmpty() ? 0 : phase(code).id();
        EventWords words = new EventWords(texts, guard.current().locale(), directory);
        return transactions.read(() -> journal.list(phase, Math.max(1, Math.min(limit, MOST_EVENTS)))).stream()
                .map(words::of)
                .toList();
    }

    @Override
    public List<Cell> matrix(Set<Long> units) {
        return overview(units).cells();
    }

    private int smallest() {
        return settings.get(RolloutRules.class).smallestGroup();
    }

    @Override
    public Overview overview(Set<Long> units) {
        guard.require(Actions.SEE, TYPE);
        LocalDate today = LocalDate.ofInstant(clock.instant(), calendar.zone());
        List<String> rows = modules.all().stream()
                .map(Modules.Info::id)
                .filter(id ->
                        modules.find(id).filter(m -> m.area().equals("kernel")).isEmpty())
                .toList();
        return transactions.read(() -> Board.overview(directory, transactions.sql(), today, units, rows, smallest()));
    }

    @Override
    public Totals totals() {
        guard.require(Actions.SEE, TYPE);
        LocalDate today = LocalDate.ofInstant(clock.instant(), calendar.zone());
        return transactions.read(() -> Board.totals(directory, transactions.sql(), today, smallest()));
    }

    @Override
    public Map<String, Totals> use() {
        guard.require(Actions.SEE, TYPE);
        LocalDate today = LocalDate.ofInstant(clock.instant(), calendar.zone());
        return transactions.read(() -> Board.use(directory, transactions.sql(), today, smallest()));
    }

    @Override
    public Opening opening(long person) {
        Caller caller = guard.current();
        if (!caller.system() && caller.person() != person) guard.require(Actions.SEE, TYPE);
        return guard.callers().person(person, Door.SYSTEM).opening();
    }

    /** After the last record that could be removed; who looks on hears when the phase went live with that. */
    void trialCleared(String code, long removed, Runnable forget) {
        trials.cleared(code, removed, forget);
        Phase phase = phase(code);
        if (phase.state() == PhaseState.ACTIVE) told(phase);
    }

    /** Trials go by the same steps. */
    TrialSteps trials() {
        return trials;
    }

    /** Installs what open phases need and this node does not have. @return what it cannot bring */
    List<Trouble> converge() {
        return steps.converge();
    }
}
