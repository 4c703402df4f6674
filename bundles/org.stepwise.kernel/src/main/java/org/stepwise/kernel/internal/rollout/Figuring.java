package org.stepwise.kernel.internal.rollout;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.rollout.Adoption;
import org.stepwise.kernel.api.rollout.Adoption.Figures;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.text.Texts;

/**
 * Figures from one reading of people, use and records, however many units and modules are asked for.
 *
 * @param feedback open, of the phases asked for
 * @param smallest of fewer people no use is told, nor of groups that would give them away
 * @param tree units, parents first
 * @param names of modules, types and functions in the reader's language
 */
record Figuring(
        Weeks weeks,
        int smallest,
        Population people,
        Map<String, Map<Long, Seen>> seen,
        List<Made> made,
        List<FeedbackTable.Open> feedback,
        List<Unit> tree,
        Names names) {
    private static final int DAYS = 14;

    /** What things are called. */
    record Names(Texts texts, Locale locale) {
        String module(String id) {
            return texts.find(locale, id + ".module.name").orElse(id);
        }

        String function(String module, String function) {
            return texts.find(locale, module + ".function." + function).orElse(function);
        }

        String type(RecordType<?> type) {
            return texts.text(locale, type.id() + ".plural");
        }
    }

    private Uptake uptake(Collection<String> modules, Set<Long> among) {
        return Uptake.of(weeks.today(), modules, seen, made, among).told(modules, feedback);
    }

    private Figures figures(Uptake uptake, Set<Long> some, Set<Long> scope) {
        return uptake.figures(some, people.waiting(some, weeks.today()), tells(some, scope));
    }

    private boolean tells(Set<Long> some, Set<Long> scope) {
        return people.discretion(scope, smallest).tells(some);
    }

    Figures whole(Phase phase) {
        Set<Long> scope = people.working(phase);
        return figures(uptake(Address.modules(phase.modules()), scope), scope, scope);
    }

    /** Units in scope with all below, as the tree has them. */
    List<Adoption.Line> units(Phase phase) {
        Set<Long> scope = people.working(phase);
        Uptake uptake = uptake(Address.modules(phase.modules()), scope);
        Map<Long, Integer> depths = new HashMap<>();
        List<Adoption.Line> lines = new ArrayList<>();
        for (Unit unit : tree) {
            boolean below = depths.containsKey(unit.parent());
            if (!below && !phase.units().contains(unit.id())) continue;
            depths.put(unit.id(), below ? depths.get(unit.parent()) + 1 : 0);
        }
        children(0, depths.keySet()).forEach(unit -> walk(unit, depths, unit(uptake, scope), lines));
        return lines;
    }

    private java.util.function.Function<Unit, Figures> unit(Uptake uptake, Set<Long> scope) {
        return unit -> {
            Set<Long> here = people.working(Set.of(unit.id()), Set.of());
            here.retainAll(scope);
            return figures(uptake, here, scope);
        };
    }

    /** Those of the units whose parent is not among them, or, with a parent, its children. */
    private List<Unit> children(long parent, Set<Long> units) {
        return tree.stream()
                .filter(unit -> units.contains(unit.id()))
                .filter(unit -> parent == 0 ? !units.contains(unit.parent()) : unit.parent() == parent)
                .toList();
    }

    private void walk(
            Unit unit,
            Map<Long, Integer> depths,
            java.util.function.Function<Unit, Figures> figures,
            List<Adoption.Line> lines) {
        lines.add(
                new Adoption.Line(String.valueOf(unit.id()), unit.name(), depths.get(unit.id()), figures.apply(unit)));
        children(unit.id(), depths.keySet()).forEach(below -> walk(below, depths, figures, lines));
    }

    List<Adoption.Line> modules(Phase phase) {
        Set<Long> scope = people.working(phase);
        return Address.modules(phase.modules()).stream()
                .map(id -> new Adoption.Line(id, names.module(id), 0, figures(uptake(Set.of(id), scope), scope, scope)))
                .toList();
    }

    /** Those since the phase was started, oldest first; without figures for too few people. */
    List<Adoption.Week> weeks(Phase phase, LocalDate started) {
        Set<Long> scope = people.working(phase);
        Uptake uptake = uptake(Address.modules(phase.modules()), scope);
        List<Adoption.Week> found = new ArrayList<>();
        for (int week = Weeks.COUNT - 1; week >= 0 && tells(scope, scope); week--) {
            if (weeks.last(week).isBefore(started)) continue;
            found.add(new Adoption.Week(weeks.first(week), uptake.active(scope, week), uptake.records(scope, week)));
        }
        return found;
    }

    /** The last fourteen days, oldest first; none for too few people. */
    List<Adoption.Day> days(String module, Set<Long> some, Set<Long> scope) {
        Uptake uptake = uptake(Set.of(module), some);
        List<Adoption.Day> days = new ArrayList<>();
        for (int back = DAYS - 1; back >= 0 && tells(some, scope); back--) {
            LocalDate day = weeks.today().minusDays(back);
            days.add(new Adoption.Day(day, uptake.activeOn(some, back)));
        }
        return days;
    }

    Figures figures(String module, Set<Long> some, Set<Long> scope) {
        return figures(uptake(Set.of(module), some), some, scope);
    }

    /** Units directly below one. */
    List<Adoption.Line> below(String module, long unit, Set<Long> scope) {
        Uptake uptake = uptake(Set.of(module), scope);
        return tree.stream()
                .filter(one -> one.parent() == unit)
                .map(one -> new Adoption.Line(
                        String.valueOf(one.id()),
                        one.name(),
                        1,
                        unit(uptake, scope).apply(one)))
                .toList();
    }

    /** Types nobody of these used or made, and functions nobody used. */
    List<Adoption.Unused> unused(List<RecordType<?>> types, Map<String, List<String>> functions, Set<Long> some) {
        Set<String> touched = new HashSet<>();
        seen.forEach((what, by) -> {
            boolean theirs = by.entrySet().stream()
                    .anyMatch(one -> some.contains(one.getKey())
                            && !one.getValue().first().isAfter(weeks.today()));
            if (theirs) touched.add(what);
        });
        made.stream().filter(one -> some.contains(one.person())).forEach(one -> touched.add(one.type()));
        types.stream()
                .filter(type -> touched.contains(type.id()) && !type.function().isEmpty())
                .forEach(type -> touched.add(type.function()));
        List<Adoption.Unused> unused = new ArrayList<>();
        for (RecordType<?> type : types) {
            if (!touched.contains(type.id()))
                unused.add(new Adoption.Unused(type.module(), type.id(), names.type(type)));
        }
        new TreeSet<>(functions.keySet())
                .forEach(module -> functions.get(module).stream()
                        .filter(function -> !touched.contains(module + "/" + function))
                        .forEach(function -> unused.add(new Adoption.Unused(
                                module, module + "/" + function, names.function(module, function)))));
        return unused;
    }
}
