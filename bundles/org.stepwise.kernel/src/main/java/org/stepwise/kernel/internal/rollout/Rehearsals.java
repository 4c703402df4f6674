package org.stepwise.kernel.internal.rollout;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.PhaseState;
import org.stepwise.kernel.api.rollout.Rehearsal;
import org.stepwise.kernel.api.tx.Transactions;

/** What opening a phase would bring, and what is missing. Reads only. */
final class Rehearsals {
    /** Classes and what they hold take about this many times the bundle's bytes; measured on the shipped modules. */
    private static final int MEMORY_FACTOR = 10;

    private static final String AREA_OF_KERNEL = "kernel";
    static final String TRIAL = "rollout.gap.trial";
    private static final int NAMES = 10;
    private final Transactions transactions;
    private final Directory directory;
    private final Modules modules;

    Rehearsals(Transactions transactions, Directory directory, Modules modules) {
        this.transactions = transactions;
        this.directory = directory;
        this.modules = modules;
    }

    Rehearsal of(Phase phase) {
        Catalogue catalogue = Catalogue.of(modules);
        List<Rehearsal.Gap> gaps = new ArrayList<>(wrongAddresses(phase, catalogue));
        Map<String, Rehearsal.Install> bundles = new LinkedHashMap<>();
        List<String> migrations = new ArrayList<>();
        for (String module : Address.modules(phase.modules())) {
            if (!catalogue.has(module)) continue;
            if (modules.find(module).isEmpty()) {
                modules.preview(module).forEach(one -> bundles.putIfAbsent(one.bundle(), one));
            }
            migrations.addAll(modules.pendingMigrations(module));
        }
        return transactions.read(() -> {
            Population people = Population.read(transactions.sql());
            gaps.addAll(scope(phase, people));
            gaps.addAll(roles(phase, people));
            gaps.addAll(trial(phase));
            Map<String, Integer> had = had(phase, people);
            Map<String, Integer> gains = new TreeMap<>(had);
            gains.replaceAll((address, some) -> people.working(phase).size() - some);
            long bytes = bundles.values().stream()
                    .mapToLong(Rehearsal.Install::bytes)
                    .sum();
            return new Rehearsal(
                    phase.code(),
                    List.copyOf(bundles.values()),
                    List.copyOf(migrations),
                    gains,
                    had,
                    List.copyOf(gaps),
                    bytes * MEMORY_FACTOR);
        });
    }

    /**
     * What keeps people of a unit from working with a module: nobody heads it, no role, never signed in. Only of those in scope.
     *
     * @param phases that open the module, or will
     */
    List<Rehearsal.Gap> obstacles(String module, long unit, List<Phase> phases) {
        Population people = Population.read(transactions.sql());
        Set<Long> units = new HashSet<>();
        Set<Long> persons = new HashSet<>();
        for (Phase phase : phases) {
            units.addAll(people.common(unit, phase.units()));
            persons.addAll(phase.persons());
        }
        persons.retainAll(people.everybody(Set.of(unit), Set.of()));
        if (units.isEmpty() && persons.isEmpty()) return List.of();
        Phase there = new Phase(
                0,
                "",
                "",
                "",
                PhaseState.PLANNED,
                0,
                Optional.empty(),
                Optional.empty(),
                Set.of(module),
                units,
                persons,
                Set.of(),
                List.of(),
                List.of(),
                0,
                0);
        List<Rehearsal.Gap> obstacles = new ArrayList<>(scope(there, people));
        obstacles.addAll(roles(there, people));
        return obstacles;
    }

    private List<Rehearsal.Gap> wrongAddresses(Phase phase, Catalogue catalogue) {
        List<Rehearsal.Gap> gaps = new ArrayList<>();
        if (phase.modules().isEmpty()) gaps.add(new Rehearsal.Gap(true, "rollout.gap.noModule", Map.of()));
        for (String text : phase.modules()) {
            String module = Address.of(text).module();
            if (modules.find(module)
                    .filter(m -> m.area().equals(AREA_OF_KERNEL))
                    .isPresent()) {
                gaps.add(new Rehearsal.Gap(true, "rollout.gap.kernelModule", Map.of("module", module)));
                continue;
            }
            catalogue.missing(text).ifPresent(one -> gaps.add(new Rehearsal.Gap(true, one.key(), one.args())));
        }
        return gaps;
    }

    private List<Rehearsal.Gap> scope(Phase phase, Population people) {
        List<Rehearsal.Gap> gaps = new ArrayList<>();
        if (people.everybody(phase.units(), phase.persons()).isEmpty()) {
            gaps.add(new Rehearsal.Gap(true, "rollout.gap.emptyScope", Map.of()));
        }
        Set<Long> headless = people.headless(phase.units());
        if (!headless.isEmpty()) {
            gaps.add(new Rehearsal.Gap(
                    false, "rollout.gap.head", Map.of("count", headless.size(), "units", names(headless))));
        }
        told(gaps, "rollout.gap.invited", people.waiting(people.working(phase)));
        told(gaps, "rollout.gap.frozen", people.in(PersonState.FROZEN, phase));
        return gaps;
    }

    /** Before a phase goes live its rehearsal is cleared, or kept. */
    private List<Rehearsal.Gap> trial(Phase phase) {
        TrialTable trials = new TrialTable(transactions.sql());
        if (trials.find(phase.id()).isEmpty()) return List.of();
        return List.of(
                new Rehearsal.Gap(true, TRIAL, Map.of("count", trials.count(phase.id()), "phase", phase.code())));
    }

    private static void told(List<Rehearsal.Gap> gaps, String key, long count) {
        if (count > 0) gaps.add(new Rehearsal.Gap(false, key, Map.of("count", count)));
    }

    private String names(Set<Long> principals) {
        List<Long> some = principals.stream().limit(NAMES).toList();
        String names = directory.names(some).values().stream().sorted().collect(Collectors.joining(", "));
        return principals.size() > NAMES ? names + " …" : names;
    }

    private List<Rehearsal.Gap> roles(Phase phase, Population people) {
        List<Rehearsal.Gap> gaps = new ArrayList<>();
        Set<Long> working = people.working(phase);
        RoleHolders holders = new RoleHolders(transactions.sql());
        for (String module : Address.modules(phase.modules())) {
            boolean known = modules.find(module).isPresent() || holders.knows(module);
            Set<Long> without = new HashSet<>(working);
            without.removeAll(known ? holders.of(module) : holders.ofAnyRole());
            if (without.isEmpty()) continue;
            gaps.add(new Rehearsal.Gap(
                    false,
                    known ? "rollout.gap.role" : "rollout.gap.noRole",
                    Map.of("module", module, "count", without.size(), "people", names(without))));
        }
        return gaps;
    }

    /** Address → people of the scope who have it open already, through this phase or another. */
    private Map<String, Integer> had(Phase phase, Population people) {
        Map<String, Set<Long>> opened = new TreeMap<>();
        for (Phases.Stored other : new Phases(transactions.sql(), directory).all()) {
            Phase one = other.phase();
            if (!one.state().opens()) continue;
            one.modules()
                    .forEach(address -> opened.computeIfAbsent(address, a -> new HashSet<>())
                            .addAll(people.working(one)));
        }
        Map<String, Integer> had = new TreeMap<>();
        for (String address : phase.modules()) {
            Set<Long> have = new HashSet<>(opened.getOrDefault(address, Set.of()));
            have.addAll(opened.getOrDefault(Address.of(address).module(), Set.of()));
            have.retainAll(people.working(phase));
            had.put(address, have.size());
        }
        return had;
    }
}
