package org.stepwise.kernel.internal.rollout;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.Test;
import org.stepwise.testkit.Covers;

/** Figures of small groups are not found by adding and taking away those of large ones. */
@Covers("ROL-7")
public class DiscretionTest {
    private static final int SMALLEST = 3;

    private static Set<Long> people(int from, int to) {
        return LongStream.rangeClosed(from, to).boxed().collect(Collectors.toCollection(TreeSet::new));
    }

    private static Discretion of(List<Set<Long>> groups) {
        return Discretion.of(groups, SMALLEST);
    }

    @Test
    public void aUnitAndItsGroupWouldGiveTheHeadAway() {
        Discretion told = of(List.of(people(1, 4), people(1, 3)));
        assertTrue(told.tells(people(1, 4)));
        assertFalse(told.tells(people(1, 3)));
    }

    @Test
    public void groupsThatLeaveEnoughPeopleAreAllTold() {
        Discretion told = of(List.of(people(1, 12), people(1, 4), people(5, 9), people(5, 7)));
        assertEquals(Set.of(people(5, 7)), told.hidden());
        assertEquals(
                Set.of(),
                of(List.of(people(1, 12), people(1, 4), people(5, 9), people(1, 12)))
                        .hidden());
    }

    @Test
    public void aSmallGroupBesideALargeOneHidesBoth() {
        Discretion told = of(List.of(people(1, 6), people(1, 4), people(5, 6)));
        assertEquals(Set.of(people(1, 4)), told.hidden());
        assertFalse("two people", told.tells(people(5, 6)));
    }

    @Test
    public void whoWorksInTwoUnitsIsNotFoundByTheirSum() {
        Discretion told = of(List.of(people(1, 7), people(1, 4), people(4, 7)));
        assertEquals(1, told.hidden().size());
        assertTrue(told.tells(people(1, 7)));
        assertEquals(
                Set.of(), of(List.of(people(1, 12), people(1, 4), people(4, 7))).hidden());
    }

    @Test
    public void noCombinationOfWhatIsToldIsASmallGroup() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<Set<Long>> groups = groups(random);
            Discretion told = Discretion.of(groups, SMALLEST);
            List<Set<Long>> shown =
                    groups.stream().distinct().filter(told::tells).limit(7).toList();
            assertFalse("seed " + seed, combines(shown, 0, new HashMap<>()));
        }
    }

    @Test
    public void aCompanyOfTenThousandKeepsMostOfItsFigures() {
        Random random = new Random(7);
        Map<Integer, Set<Long>> groups = new HashMap<>();
        for (long person = 1; person <= 10_000; person++) {
            int posts = random.nextInt(50) == 0 ? 2 : 1;
            for (int post = 0; post < posts; post++) {
                int unit = post == 0 ? (int) (person / 20) : random.nextInt(500);
                for (int above : List.of(unit, 1000 + unit / 5, 2000 + unit / 50, 3000)) {
                    groups.computeIfAbsent(above, one -> new HashSet<>()).add(person);
                    if (random.nextInt(10) == 0) break;
                }
            }
        }
        Discretion told = Discretion.of(groups.values(), SMALLEST);
        assertTrue(told.tells(groups.get(3000)));
        assertTrue(told.hidden().size() + " of " + groups.size(), told.hidden().size() < groups.size() / 3);
    }

    private static List<Set<Long>> groups(Random random) {
        List<Set<Long>> groups = new ArrayList<>(List.of(people(1, 4 + random.nextInt(9))));
        while (groups.size() < 7) {
            Set<Long> above = groups.get(random.nextInt(groups.size()));
            Set<Long> part = new HashSet<>(above);
            part.removeIf(person -> random.nextInt(3) == 0);
            if (random.nextInt(4) == 0) part.add(1L + random.nextInt(12));
            groups.add(part);
        }
        return groups;
    }

    /** Does some sum and difference of these groups count fewer people than may be told of, each once? */
    private static boolean combines(List<Set<Long>> shown, int from, Map<Long, Integer> sum) {
        if (from == shown.size()) {
            long once = sum.values().stream().filter(times -> times == 1).count();
            boolean others = sum.values().stream().anyMatch(times -> times != 0 && times != 1);
            return once > 0 && once < SMALLEST && !others;
        }
        for (int times = -2; times <= 2; times++) {
            Map<Long, Integer> next = new HashMap<>(sum);
            for (long person : shown.get(from)) next.merge(person, times, Integer::sum);
            if (combines(shown, from + 1, next)) return true;
        }
        return false;
    }
}
