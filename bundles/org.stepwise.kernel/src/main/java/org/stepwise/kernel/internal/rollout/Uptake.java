package org.stepwise.kernel.internal.rollout;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.rollout.Adoption.Figures;

/** What people did with some modules: when they used them, and how many records they made. */
final class Uptake {
    private static final int WHOLE = 100;
    private final LocalDate today;
    private final Map<Long, Seen> seen = new HashMap<>();
    private final Map<Long, long[]> made = new HashMap<>();
    private final Map<Long, Integer> told = new HashMap<>();

    Uptake(LocalDate today) {
        this.today = today;
    }

    /** @param seen thing used → person → when; only whole modules count here @param among the people asked for */
    static Uptake of(
            LocalDate today,
            Collection<String> modules,
            Map<String, Map<Long, Seen>> seen,
            List<Made> made,
            Set<Long> among) {
        Uptake uptake = new Uptake(today);
        for (String module : modules) {
            Map<Long, Seen> by = seen.getOrDefault(module, Map.of());
            for (long person : among) {
                Seen when = by.get(person);
                if (when != null && !when.first().isAfter(today)) uptake.seen.merge(person, when, Seen::with);
            }
        }
        for (Made one : made) {
            if (!modules.contains(one.type().substring(0, one.type().indexOf('.')))) continue;
            uptake.made.computeIfAbsent(one.person(), p -> new long[Weeks.COUNT + 1])[one.week()] += one.count();
        }
        return uptake;
    }

    /** @param feedback open feedback of the phases asked for */
    Uptake told(Collection<String> modules, List<FeedbackTable.Open> feedback) {
        feedback.stream()
                .filter(one -> modules.contains(one.module()))
                .forEach(one -> told.merge(one.sender(), (int) one.count(), Integer::sum));
        return this;
    }

    /** @param tells may their use be told? */
    Figures figures(Set<Long> people, int waiting, boolean tells) {
        int signedIn = people.size() - waiting;
        int feedback =
                people.stream().mapToInt(person -> told.getOrDefault(person, 0)).sum();
        if (!tells) {
            return new Figures(people.size(), signedIn, 0, 0, 0, Optional.empty(), feedback, true);
        }
        int used = (int) people.stream().filter(seen::containsKey).count();
        Optional<LocalDate> first = people.stream()
                .filter(seen::containsKey)
                .map(person -> seen.get(person).first())
                .min(Comparator.naturalOrder());
        return new Figures(people.size(), signedIn, used, active(people, 0), records(people), first, feedback, false);
    }

    int active(Set<Long> people, int week) {
        return (int) people.stream()
                .filter(person -> seen.containsKey(person) && seen.get(person).inWeek(today, week))
                .count();
    }

    int activeOn(Set<Long> people, int back) {
        return (int) people.stream()
                .filter(person -> seen.containsKey(person) && seen.get(person).on(today, back))
                .count();
    }

    /** Of all people in scope, in percent: the lowest of these weeks. */
    int lowest(Set<Long> people, int weeks) {
        int lowest = people.isEmpty() ? 0 : WHOLE;
        for (int week = 0; week < weeks && !people.isEmpty(); week++) {
            lowest = Math.min(lowest, active(people, week) * WHOLE / people.size());
        }
        return lowest;
    }

    long records(Set<Long> people) {
        long sum = 0;
        for (int week = 0; week <= Weeks.COUNT; week++) sum += records(people, week);
        return sum;
    }

    long records(Set<Long> people, int week) {
        return people.stream()
                .filter(made::containsKey)
                .mapToLong(person -> made.get(person)[week])
                .sum();
    }
}
