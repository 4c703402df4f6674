package org.stepwise.kernel.internal.rollout;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.stepwise.kernel.api.calendar.WorkingCalendar;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.UsageRules.Edition;
import org.stepwise.kernel.api.rollout.UsageRules.Line;
import org.stepwise.kernel.api.rollout.UsageRules.Progress;
import org.stepwise.kernel.api.rollout.UsageRules.Waiting;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.tx.Sql;

/** Who of a phase has confirmed the rules in force; read in a fixed number of queries a module. */
record RulesProgress(Sql sql, Directory directory, WorkingCalendar calendar, Clock clock, Texts texts) {
    private static final int MOST_NAMES = 500;

    List<Progress> of(Phase phase, Function<String, Optional<Edition>> inForce, Locale locale) {
        Population people = Population.read(sql);
        Set<Long> scope = people.working(phase);
        List<Branch> branches =
                Branch.of(phase, directory.tree(Directory.MAIN, LocalDate.ofInstant(clock.instant(), calendar.zone())));
        List<Progress> found = new ArrayList<>();
        for (Edition edition : editions(phase, inForce)) {
            Set<Long> confirmed = confirmed(edition, scope);
            List<Line> units = branches.stream()
                    .map(one -> new Line(
                            one.unit().id(),
                            one.unit().name(),
                            one.depth(),
                            one.count(people, scope),
                            one.count(people, confirmed)))
                    .toList();
            String name = name(edition.module(), locale);
            found.add(new Progress(edition.module(), name, edition.number(), scope.size(), confirmed.size(), units));
        }
        return found;
    }

    private static List<Edition> editions(Phase phase, Function<String, Optional<Edition>> inForce) {
        return Address.modules(phase.modules()).stream()
                .flatMap(module -> inForce.apply(module).stream())
                .toList();
    }

    private Set<Long> confirmed(Edition edition, Set<Long> scope) {
        Set<Long> confirmed = new RulesTable(sql).confirmed(edition.module(), edition.number());
        confirmed.retainAll(scope);
        return confirmed;
    }

    private String name(String module, Locale locale) {
        return texts.find(locale, module + ".module.name").orElse(module);
    }

    List<Waiting> waiting(Phase phase, Function<String, Optional<Edition>> inForce, Locale locale) {
        Population people = Population.read(sql);
        Set<Long> scope = people.working(phase);
        Map<Long, List<String>> missing = new HashMap<>();
        for (Edition edition : editions(phase, inForce)) {
            Set<Long> confirmed = confirmed(edition, scope);
            scope.stream()
                    .filter(person -> !confirmed.contains(person))
                    .forEach(person -> missing.computeIfAbsent(person, p -> new ArrayList<>())
                            .add(name(edition.module(), locale)));
        }
        Map<Long, Long> units = people.units(missing.keySet());
        Set<Long> ids = new HashSet<>(missing.keySet());
        ids.addAll(units.values());
        Map<Long, String> names = ids.isEmpty() ? Map.of() : directory.names(ids);
        return missing.entrySet().stream()
                .map(one -> new Waiting(
                        one.getKey(),
                        names.getOrDefault(one.getKey(), ""),
                        names.getOrDefault(units.getOrDefault(one.getKey(), 0L), ""),
                        one.getValue()))
                .sorted(Comparator.comparing(Waiting::unit).thenComparing(Waiting::name))
                .limit(MOST_NAMES)
                .toList();
    }
}
