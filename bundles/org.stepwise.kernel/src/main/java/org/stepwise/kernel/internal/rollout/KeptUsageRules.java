package org.stepwise.kernel.internal.rollout;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.calendar.WorkingCalendar;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.UsageRules;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.access.Stamps;
import org.stepwise.kernel.internal.audit.Guard;

/**
 * Rules of use with permissions and audit. What somebody has still to confirm is remembered with the person's profile: as long as that
 * holds, nothing new can be asked, so that the usual request costs no query.
 */
@Component
public final class KeptUsageRules implements UsageRules {
    private static final int LONGEST = 20_000;
    private static final int AT_MOST = 20_000;
    private final Transactions transactions;
    private final Modules modules;
    private final Guard guard;
    private final Stamps stamps;
    private final Audit audit;
    private final Settings settings;
    private final Clock clock;
    private final RulesTable table;
    private final ShippedRules shipped;
    private final Duty duty;
    private final RulesProgress progress;
    private final Map<Long, Remembered> open = new ConcurrentHashMap<>();

    /** @param principals of the profile it was read for, known again by being the same object */
    private record Remembered(Set<Long> principals, Set<String> modules) {}

    @Activate
    public KeptUsageRules(
            @Reference Transactions transactions,
            @Reference Directory directory,
            @Reference Modules modules,
            @Reference Guard guard,
            @Reference Stamps stamps,
            @Reference Audit audit,
            @Reference Settings settings,
            @Reference WorkingCalendar calendar,
            @Reference Texts texts,
            @Reference Clock clock) {
        this.transactions = transactions;
        this.modules = modules;
        this.guard = guard;
        this.stamps = stamps;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
        this.table = new RulesTable(transactions.sql());
        this.shipped = new ShippedRules(modules);
        this.duty = new Duty(guard, new Phases(transactions.sql(), directory));
        this.progress = new RulesProgress(transactions.sql(), directory, calendar, clock, texts);
    }

    @Override
    public Optional<Edition> current(String module) {
        return transactions.read(() -> inForce(module));
    }

    private Optional<Edition> inForce(String module) {
        Edition newest = table.newest(Set.of(module)).get(module);
        Optional<Edition> found = newest == null ? shipped.of(module) : Optional.of(newest);
        return found.filter(one -> !one.zh().isEmpty() || !one.en().isEmpty());
    }

    @Override
    public List<Edition> editions(String module) {
        guard.require(Actions.SEE, PhasedRollout.TYPE);
        return transactions.read(() -> {
            List<Edition> kept = table.of(module);
            return kept.isEmpty() ? shipped.of(module).stream().toList() : kept;
        });
    }

    @Override
    public Optional<Edition> shipped(String module) {
        return shipped.of(module);
    }

    @Override
    public Edition publish(String module, String zh, String en) {
        guard.require(Actions.ADMINISTER, PhasedRollout.TYPE);
        modules.info(module);
        refuseLong("zh", zh);
        refuseLong("en", en);
        store(module);
        return transactions.get(() -> {
            Edition former = table.newest(Set.of(module)).get(module);
            boolean same = former == null
                    ? zh.isBlank() && en.isBlank()
                    : former.zh().equals(zh.strip()) && former.en().equals(en.strip());
            if (same) throw new Conflict("rollout.problem.rulesSame");
            Caller by = guard.current();
            int number = former == null ? 1 : former.number() + 1;
            Instant now = clock.instant();
            Edition made = new Edition(module, number, zh.strip(), en.strip(), false, Optional.of(now), by.name());
            table.insert(made, by.person(), now);
            audit.write("rollout.rules", module, Map.of("edition", number));
            stamps.touch(Stamps.ROLLOUT);
            return made;
        });
    }

    private static void refuseLong(String field, String text) {
        if (text.length() <= LONGEST) return;
        throw new Invalid(List.of(new Violation(field, "rollout.problem.tooLong", Map.of("longest", LONGEST))));
    }

    /** The shipped rules become the first edition when somebody first does something with them. */
    private void store(String module) {
        Optional<Edition> first =
                transactions.read(() -> table.of(module).isEmpty() ? shipped.of(module) : Optional.<Edition>empty());
        if (first.isEmpty()) return;
        try {
            transactions.apart(() -> {
                table.insert(first.get(), 0, clock.instant());
                return true;
            });
        } catch (Conflict somebodyElseDidMeanwhile) {
            if (transactions.read(() -> table.of(module)).isEmpty()) throw somebodyElseDidMeanwhile;
        }
    }

    @Override
    public Optional<Edition> asked(String module) {
        Caller caller = guard.current();
        boolean person = !caller.system() && caller.onBehalf().isEmpty();
        if (!person || !caller.opening().modules().contains(module)) return Optional.empty();
        Remembered known = open.get(caller.person());
        if (known == null || known.principals() != caller.principals()) known = remember(caller);
        if (!known.modules().contains(module)) return Optional.empty();
        Optional<Edition> pending = transactions.read(() -> pending(caller, module));
        if (pending.isEmpty()) open.remove(caller.person());
        return pending;
    }

    private Remembered remember(Caller caller) {
        Set<String> modules = transactions.read(() -> {
            Set<String> asking = new HashSet<>(table.asking(caller));
            asking.removeIf(module -> pending(caller, module).isEmpty());
            return asking;
        });
        Remembered fresh = new Remembered(caller.principals(), modules);
        if (open.size() >= AT_MOST) open.clear();
        open.put(caller.person(), fresh);
        return fresh;
    }

    private Optional<Edition> pending(Caller caller, String module) {
        return inForce(module)
                .filter(one ->
                        table.confirmed(caller.person(), module, one.number()).isEmpty());
    }

    @Override
    public boolean first() {
        UseRules rules = settings.get(UseRules.class);
        return rules.mustConfirm() && (guard.current().door() != Door.REST || rules.overRest());
    }

    @Override
    public Optional<Instant> confirmed(String module) {
        long person = guard.current().person();
        return transactions.read(() -> inForce(module).flatMap(one -> table.confirmed(person, module, one.number())));
    }

    @Override
    public void confirm(String module, int edition) {
        Caller caller = guard.current();
        if (caller.system() || caller.onBehalf().isPresent()) throw Forbidden.of(Actions.CREATE, PhasedRollout.TYPE);
        if (!caller.opening().modules().contains(module)) throw NotFound.of(module);
        store(module);
        transactions.get(() -> {
            Edition now = inForce(module).orElseThrow(() -> NotFound.of(module));
            if (now.number() != edition) throw new Conflict("rollout.problem.rulesNewer");
            if (table.confirmed(caller.person(), module, edition).isPresent()) return false;
            table.confirm(caller.person(), module, edition, clock.instant());
            audit.write("rollout.rulesConfirmed", module, Map.of("edition", edition));
            transactions.afterCommit(() -> open.remove(caller.person()));
            return true;
        });
    }

    @Override
    public List<Progress> progress(String code) {
        return transactions.read(() -> {
            Phase phase = duty.seen(code);
            return asks(phase)
                    ? progress.of(phase, this::inForce, guard.current().locale())
                    : List.of();
        });
    }

    @Override
    public List<Waiting> waiting(String code) {
        return transactions.read(() -> {
            Phase phase = duty.worked(code);
            return asks(phase)
                    ? progress.waiting(phase, this::inForce, guard.current().locale())
                    : List.of();
        });
    }

    private boolean asks(Phase phase) {
        return new PreparationTable(transactions.sql()).of(phase.id()).rules();
    }
}
