package org.stepwise.kernel.internal.rollout;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.Rehearsal;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.text.Likeness;

/** What opening a phase would bring, and what is missing. Reads only. */
final class Rehearsals {
    /** Classes and what they hold take about this many times the bundle's bytes; measured on the shipped modules. */
    private static final int MEMORY_FACTOR = 10;

    private static final String AREA_OF_KERNEL = "kernel";
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
        Set<String> known = known();
        List<Rehearsal.Gap> gaps = new ArrayList<>(wrongAddresses(phase, known));
        Map<String, Rehearsal.Install> bundles = new LinkedHashMap<>();
        List<String> migrations = new ArrayList<>();
        for (String module : Address.modules(phase.modules())) {
            if (!known.contains(module)) continue;
            if (modules.find(module).isEmpty()) {
                modules.preview(module).forEach(one -> bundles.putIfAbsent(one.bundle(), one));
            }
            migrations.addAll(modules.pendingMigrations(module));
        }
        return transactions.read(() -> {
            Population people = Population.read(transactions.sql());
            gaps.addAll(scope(phase, people));
            gaps.addAll(roles(phase, people));
            long bytes = bundles.values().stream()
                    .mapToLong(Rehearsal.Install::bytes)
                    .sum();
            return new Rehearsal(
                    phase.code(),
                    List.copyOf(bundles.values()),
                    List.copyOf(migrations),
                    gains(phase, people),
                    List.copyOf(gaps),
                    bytes * MEMORY_FACTOR);
        });
    }

    private Set<String> known() {
        return modules.all().stream().map(Modules.Info::id).collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Rehearsal.Gap> wrongAddresses(Phase phase, Set<String> known) {
        List<Rehearsal.Gap> gaps = new ArrayList<>();
        if (phase.modules().isEmpty()) gaps.add(new Rehearsal.Gap(true, "rollout.gap.noModule", Map.of()));
        for (String text : phase.modules()) {
            Address address = Address.of(text);
            Optional<Module> ready = modules.find(address.module());
            if (!known.contains(address.module())) {
                gaps.add(unknown("rollout.gap.unknownModule", address.module(), known));
            } else if (ready.filter(m -> m.area().equals(AREA_OF_KERNEL)).isPresent()) {
                gaps.add(new Rehearsal.Gap(true, "rollout.gap.kernelModule", Map.of("module", address.module())));
            } else if (address.named()
                    && ready.filter(m -> !m.functions().contains(address.function()))
                            .isPresent()) {
                gaps.add(
                        unknown("rollout.gap.unknownFunction", text, ready.get().functions()));
            }
        }
        return gaps;
    }

    private static Rehearsal.Gap unknown(String key, String what, Iterable<String> known) {
        List<String> names = new ArrayList<>();
        known.forEach(names::add);
        List<String> like = Likeness.of(what.substring(what.indexOf('/') + 1), names);
        String proposal = String.join(", ", like.isEmpty() ? names : like);
        return new Rehearsal.Gap(true, key, Map.of("what", what, "like", proposal));
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
        told(gaps, "rollout.gap.invited", people.in(PersonState.INVITED, phase));
        told(gaps, "rollout.gap.frozen", people.in(PersonState.FROZEN, phase));
        return gaps;
    }

    private static void told(List<Rehearsal.Gap> gaps, String key, long count) {
        if (count > 0) gaps.add(new Rehearsal.Gap(false, key, Map.of("count", count)));
    }

    private String names(Set<Long> principals) {
        List<Long> some = principals.stream().limit(NAMES).toList();
        String names = directory.names(some).values().stream().sorted().collect(Collectors.joining(", "));
        return principals.size() > NAMES ? names + " …" : names;
    }

    /** People who would see the module's name but nothing in it, because none of their roles has a grant there. */
    private List<Rehearsal.Gap> roles(Phase phase, Population people) {
        List<Rehearsal.Gap> gaps = new ArrayList<>();
        Set<Long> working = people.working(phase);
        for (String module : Address.modules(phase.modules())) {
            if (modules.find(module).isEmpty()) continue;
            Set<Long> without = new HashSet<>(working);
            without.removeAll(granted(module));
            if (without.isEmpty()) continue;
            gaps.add(new Rehearsal.Gap(
                    false,
                    "rollout.gap.role",
                    Map.of("module", module, "count", without.size(), "people", names(without))));
        }
        return gaps;
    }

    /** Everybody who holds a role with a grant on the module: by name, position, unit, post or group, or as one of all. */
    private Set<Long> granted(String module) {
        String holders = "select distinct m.principal_id from role_member m join role_grant g on g.role_id = m.role_id"
                + " where g.type = '*' or g.type = '*.*' or g.type like ?";
        Set<Long> principals = new HashSet<>(transactions.sql().list(holders, row -> row.number(1), module + ".%"));
        Set<Long> people = new HashSet<>(principals);
        if (principals.isEmpty()) return people;
        transactions
                .sql()
                .each(
                        "select p.id, o.in_unit_id, o.post_id, c.anc, u.below_id, g.in_group_id from directory_person p"
                                + " left join directory_position o on o.person_id = p.id and o.deleted = false"
                                + " left join unit_closure c on c.des = o.in_unit_id"
                                + " left join directory_unit u on u.id = c.anc"
                                + " left join directory_member g on g.person_id = p.id and g.deleted = false"
                                + " where p.deleted = false",
                        row -> {
                            for (int column = 2; column <= 6; column++) {
                                boolean holds = column != 4
                                        && row.id(column)
                                                .filter(principals::contains)
                                                .isPresent();
                                if (holds || principals.contains(1L)) people.add(row.number(1));
                            }
                        });
        return people;
    }

    /** Address → people who do not have it open through another phase. */
    private Map<String, Integer> gains(Phase phase, Population people) {
        Map<String, Set<Long>> had = new TreeMap<>();
        for (Phases.Stored other : new Phases(transactions.sql(), directory).all()) {
            Phase one = other.phase();
            if (!one.state().opens()) continue;
            one.modules()
                    .forEach(address ->
                            had.computeIfAbsent(address, a -> new HashSet<>()).addAll(people.working(one)));
        }
        Map<String, Integer> gains = new TreeMap<>();
        for (String address : phase.modules()) {
            Set<Long> gaining = new HashSet<>(people.working(phase));
            gaining.removeAll(had.getOrDefault(address, Set.of()));
            gaining.removeAll(had.getOrDefault(Address.of(address).module(), Set.of()));
            gains.put(address, gaining.size());
        }
        return gains;
    }
}
