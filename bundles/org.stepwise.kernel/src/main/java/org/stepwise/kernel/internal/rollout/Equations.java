package org.stepwise.kernel.internal.rollout;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Linear equations, kept solved as far as they go (reduced row echelon form). Every sum of rows that has no unknown below some column
 * is a sum of those rows whose first unknown is not below it. Numbers are counted modulo a prime, so that nothing is rounded.
 */
final class Equations {
    private static final long PRIME = 2_147_483_647L;
    private final Map<Integer, TreeMap<Integer, Long>> rows = new HashMap<>();

    /** One more: the sum of these unknowns is known. */
    void add(Collection<Integer> unknowns) {
        TreeMap<Integer, Long> row = new TreeMap<>();
        unknowns.forEach(one -> row.put(one, 1L));
        for (int unknown : unknowns) {
            TreeMap<Integer, Long> known = rows.get(unknown);
            if (known != null) subtract(row, known, row.getOrDefault(unknown, 0L));
        }
        if (row.isEmpty()) return;
        int first = row.firstKey();
        long inverse = power(row.get(first), PRIME - 2);
        row.replaceAll((unknown, times) -> times * inverse % PRIME);
        rows.values().forEach(other -> subtract(other, row, other.getOrDefault(first, 0L)));
        rows.put(first, row);
    }

    private static void subtract(Map<Integer, Long> row, Map<Integer, Long> other, long times) {
        if (times == 0) return;
        other.forEach((unknown, value) -> {
            long left = Math.floorMod(row.getOrDefault(unknown, 0L) - times * value, PRIME);
            if (left == 0) row.remove(unknown);
            else row.put(unknown, left);
        });
    }

    private static long power(long base, long exponent) {
        long result = 1;
        for (long left = exponent, square = base; left > 0; left >>= 1, square = square * square % PRIME) {
            if ((left & 1) == 1) result = result * square % PRIME;
        }
        return result;
    }

    /** Unknowns of each solved row that has none below this one. */
    List<Set<Integer>> solvedFrom(int unknown) {
        return rows.values().stream()
                .filter(row -> row.firstKey() >= unknown)
                .map(Map::keySet)
                .toList();
    }
}
