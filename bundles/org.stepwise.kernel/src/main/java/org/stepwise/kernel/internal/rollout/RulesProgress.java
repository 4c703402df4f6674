package org.stepwise.kernel.internal.rollout;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
        List<NotYet.Done> done = editions(phase, inForce).stream()
                .map(edition -> new NotYet.Done(name(edition.module(), locale), confirmed(edition, scope)))
                .toList();
        return NotYet.of(scope, done, people, directory).stream()
                .map(one -> new Waiting(one.person(), one.name(), one.unit(), one.modules()))
                .toList();
    }
}
