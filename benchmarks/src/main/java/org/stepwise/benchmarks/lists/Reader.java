package org.stepwise.benchmarks.lists;

import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.access.Reach;
import org.stepwise.kernel.api.rollout.Opening;

/**
 * One of the users of the design's measurements.
 *
 * @param principals besides the person, filled up to twenty with ones that hold nothing
 * @param roots units whose subtrees are reached
 */
record Reader(
        String name, int person, boolean unlimited, Set<Long> segments, List<Integer> principals, List<Integer> roots) {
    static final long PERSONS = 1_000_000;
    static final long UNITS = 2_000_000;
    private static final int PRINCIPALS = 20;
    private static final int CLEARANCE = 3;
    private static final int HIGHEST = 10;
    private static final Set<Long> THREE = Set.of(1L, 2L, 3L);

    static List<Reader> all() {
        return List.of(
                new Reader("u1 salesperson", 307, false, THREE, List.of(), List.of()),
                new Reader("u2 team head", 10, false, THREE, List.of(10003, 10004, 10001, 10002, 20100), List.of()),
                new Reader(
                        "u3 department head", 3, false, THREE, List.of(10001, 10002, 10003, 20120, 30010), List.of()),
                new Reader("u4 sales head", 2, false, THREE, List.of(10001, 10002, 20130, 30010, 30011), List.of()),
                new Reader("u5 few shares", 4990, false, THREE, List.of(), List.of()),
                new Reader("u6 outsider", 5000, false, THREE, List.of(), List.of()),
                new Reader("u7 administrator", 5001, true, THREE, List.of(), List.of()),
                new Reader("x8 oldest rows only", 8, false, THREE, List.of(10001, 10002), List.of()),
                new Reader("x9 100k shares", 4999, false, THREE, List.of(30001), List.of()),
                new Reader("x10 three subtrees", 4989, false, THREE, List.of(10001, 30012), List.of(6, 167, 20)),
                new Reader("x11 rare segment", 1, false, Set.of(10L), List.of(10001, 30012), List.of()));
    }

    boolean usual() {
        return name.startsWith("u");
    }

    Reach reach() {
        if (unlimited) return Reach.everything(PERSONS + person, HIGHEST);
        Set<Long> units = new HashSet<>();
        roots.forEach(root -> units.add(UNITS + root));
        return new Reach(
                false,
                false,
                PERSONS + person,
                CLEARANCE,
                Optional.of(segments),
                true,
                true,
                false,
                Set.of(),
                units,
                named());
    }

    private Set<Long> named() {
        Set<Long> named = new HashSet<>(Set.of(PERSONS + person));
        principals.forEach(principal -> named.add(PERSONS + principal));
        for (int i = named.size(); i < PRINCIPALS; i++) named.add(PERSONS + 40_000 + i);
        return Set.copyOf(named);
    }

    Caller caller() {
        return new Caller(
                PERSONS + person,
                name,
                name,
                Locale.ENGLISH,
                ZoneOffset.UTC,
                0,
                0,
                named(),
                Set.of(),
                unlimited ? HIGHEST : CLEARANCE,
                Opening.NOTHING,
                Door.REST,
                false,
                Optional.empty(),
                "");
    }
}
