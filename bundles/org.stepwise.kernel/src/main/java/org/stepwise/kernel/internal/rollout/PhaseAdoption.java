package org.stepwise.kernel.internal.rollout;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.calendar.WorkingCalendar;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.rollout.Adoption;
import org.stepwise.kernel.api.rollout.Gate;
import org.stepwise.kernel.api.rollout.Opening;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.PhaseState;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.audit.Guard;

/** Adoption of phases, with permissions. */
@Component
public final class PhaseAdoption implements Adoption {
    private static final int MOST_NAMES = 500;
    private final Transactions transactions;
    private final Directory directory;
    private final Modules modules;
    private final Types types;
    private final Guard guard;
    private final Settings settings;
    private final WorkingCalendar calendar;
    private final Clock clock;
    private final Texts texts;
    private final Phases phases;
    private final Duty duty;
    private final Gates gates;

    @Activate
    public PhaseAdoption(
            @Reference Transactions transactions,
            @Reference Directory directory,
            @Reference Modules modules,
            @Reference Types types,
            @Reference Guard guard,
            @Reference Settings settings,
            @Reference WorkingCalendar calendar,
            @Reference Clock clock,
            @Reference Texts texts) {
        this.transactions = transactions;
        this.directory = directory;
        this.modules = modules;
        this.types = types;
        this.guard = guard;
        this.settings = settings;
        this.calendar = calendar;
        this.clock = clock;
        this.texts = texts;
        this.phases = new Phases(transactions.sql(), directory);
        this.duty = new Duty(guard, phases);
        this.gates = new Gates(
                transactions.sql(),
                types,
                texts,
                calendar,
                clock,
                new Unfinished(transactions.sql(), directory, settings, texts));
    }

    private Locale locale() {
        return guard.current().locale();
    }

    private Figuring figuring(Weeks weeks, List<Phase> phases, Set<String> asked, List<Made.Wanted> wanted) {
        Set<Long> ids = phases.stream().map(Phase::id).collect(Collectors.toSet());
        return new Figuring(
                weeks,
                settings.get(RolloutRules.class).smallestGroup(),
                Population.read(transactions.sql()),
                Seen.read(transactions.sql(), asked),
                Made.count(transactions.sql(), weeks, wanted),
                FeedbackTable.open(transactions.sql()).stream()
                        .filter(one -> ids.contains(one.phase()))
                        .toList(),
                directory.tree(Directory.MAIN, weeks.today()),
                new Figuring.Names(texts, locale()));
    }

    @Override
    public Report of(String code) {
        return transactions.read(() -> {
            Phase phase = duty.seen(code);
            Weeks now = Weeks.of(calendar, clock);
            Instant end = Made.ended(transactions.sql(), List.of(phase)).get(phase.id());
            Figuring all = figuring(
                    end == null ? now : now.at(end),
                    List.of(phase),
                    Address.modules(phase.modules()),
                    Made.wanted(transactions.sql(), types, List.of(phase)));
            Figures whole = all.whole(phase);
            List<Unused> unused = whole.few()
                    ? List.of()
                    : all.unused(
                            Made.types(types, phase),
                            functions(phase),
                            all.people().working(phase));
            return new Report(
                    phase.code(),
                    whole,
                    all.units(phase),
                    all.modules(phase),
                    unused,
                    all.weeks(phase, started(phase)),
                    gates.of(phase, locale()));
        });
    }

    /** The day of its first activation; far away for one that never was. */
    private LocalDate started(Phase phase) {
        return Optional.ofNullable(Made.activated(transactions.sql()).get(phase.id()))
                .map(at -> LocalDate.ofInstant(at, calendar.zone()))
                .orElse(LocalDate.MAX);
    }

    /** Functions that the phase opens, of modules that are here. */
    private Map<String, List<String>> functions(Phase phase) {
        Opening opening = OpenPhases.opening(phase.modules());
        Map<String, List<String>> functions = new HashMap<>();
        for (String id : Address.modules(phase.modules())) {
            functions.put(
                    id,
                    modules.find(id).map(Module::functions).orElse(List.of()).stream()
                            .map(name -> name.startsWith(id + "/") ? name.substring(id.length() + 1) : name)
                            .filter(name -> opening.opens(id + "/" + name))
                            .toList());
        }
        return functions;
    }

    @Override
    public List<Gate> gates(String code) {
        return transactions.read(() -> gates.of(duty.seen(code), locale()));
    }

    @Override
    public Map<String, List<Gate>> gates() {
        return transactions.read(() -> {
            long person = guard.current().person();
            boolean all = guard.may(Actions.SEE, PhasedRollout.TYPE);
            List<Phase> seen = phases.all().stream()
                    .map(Phases.Stored::phase)
                    .filter(phase -> all || phase.responsible().contains(person))
                    .toList();
            return gates.of(seen, locale());
        });
    }

    @Override
    public Detail detail(String module, long unit) {
        guard.require(Actions.SEE, PhasedRollout.TYPE);
        boolean helps = guard.may(Actions.ADMINISTER, PhasedRollout.TYPE);
        Rehearsals rehearsals = new Rehearsals(transactions, directory, modules);
        return transactions.read(() -> {
            List<Phase> opening = opening(module);
            List<Made.Wanted> wanted = Made.wanted(transactions.sql(), types, opening).stream()
                    .filter(one -> one.type().module().equals(module))
                    .toList();
            Figuring all = figuring(Weeks.of(calendar, clock), opening, Set.of(module), Made.earliest(wanted));
            Set<Long> scope = new HashSet<>();
            opening.forEach(phase -> scope.addAll(all.people().working(phase)));
            Set<Long> here = all.people().working(Set.of(unit), Set.of());
            here.retainAll(scope);
            Figures figures = all.figures(module, here, scope);
            return new Detail(
                    figures,
                    all.below(module, unit, scope),
                    all.days(module, here, scope),
                    figures.few() ? List.of() : unused(all, opening, module, here),
                    helps ? rehearsals.obstacles(module, unit, helped(opening, module)) : List.of());
        });
    }

    /** Phases that open the module, or will when none does yet. */
    private List<Phase> helped(List<Phase> opening, String module) {
        if (!opening.isEmpty()) return opening;
        return phases.all().stream()
                .map(Phases.Stored::phase)
                .filter(phase -> phase.state() != PhaseState.ROLLED_BACK
                        && Address.modules(phase.modules()).contains(module))
                .toList();
    }

    private List<Phase> opening(String module) {
        return phases.all().stream()
                .map(Phases.Stored::phase)
                .filter(phase -> phase.state().opens()
                        && Address.modules(phase.modules()).contains(module))
                .toList();
    }

    /** What no phase opens is not missed. */
    private List<Unused> unused(Figuring all, List<Phase> opening, String module, Set<Long> here) {
        Map<String, RecordType<?>> opened = new LinkedHashMap<>();
        Set<String> functions = new TreeSet<>();
        for (Phase phase : opening) {
            Made.types(types, phase).forEach(type -> opened.put(type.id(), type));
            functions.addAll(functions(phase).getOrDefault(module, List.of()));
        }
        List<RecordType<?>> its = opened.values().stream()
                .filter(type -> type.module().equals(module))
                .collect(Collectors.toList());
        return all.unused(its, Map.of(module, List.copyOf(functions)), here);
    }

    @Override
    public List<Newcomer> notSignedIn(String code) {
        return transactions.read(() -> {
            Map<Long, Long> units = Population.read(transactions.sql()).waiting(duty.worked(code));
            Set<Long> ids = new HashSet<>(units.keySet());
            ids.addAll(units.values());
            Map<Long, String> names = directory.names(ids);
            return units.entrySet().stream()
                    .map(one -> new Newcomer(
                            one.getKey(), names.getOrDefault(one.getKey(), ""), names.getOrDefault(one.getValue(), "")))
                    .sorted(Comparator.comparing(Newcomer::unit).thenComparing(Newcomer::name))
                    .limit(MOST_NAMES)
                    .toList();
        });
    }
}
