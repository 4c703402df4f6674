package org.stepwise.kernel.internal.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.stepwise.kernel.api.NotFound;

/** 'Did you mean': which of the names that exist are like the one that was asked for. */
public final class Likeness {
    private static final int AT_MOST = 3;

    private Likeness() {}

    /** At most three names, the most alike first; empty when nothing is near. */
    public static List<String> of(String wanted, Collection<String> known) {
        List<Map.Entry<String, Integer>> near = known.stream()
                .filter(name -> !name.isBlank())
                .distinct()
                .map(name -> Map.entry(name, distance(wanted, name)))
                .filter(e -> e.getValue() <= tolerance(wanted, e.getKey()))
                .toList();
        int nearest = near.stream().mapToInt(Map.Entry::getValue).min().orElse(0);
        return near.stream()
                .filter(e -> e.getValue() <= nearest + 1)
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .limit(AT_MOST)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The error to throw when {@code wanted} does not exist, naming what is like it. */
    public static NotFound notFound(String wanted, Collection<String> known) {
        return notFound(wanted, known, NotFound.of(wanted));
    }

    /** @param otherwise the error when nothing is like it */
    public static NotFound notFound(String wanted, Collection<String> known, NotFound otherwise) {
        List<String> like = of(wanted, known);
        if (like.isEmpty()) return otherwise;
        return new NotFound("kernel.problem.notFoundLike", Map.of("what", wanted, "like", String.join(", ", like)));
    }

    private static int tolerance(String wanted, String name) {
        return Math.max(1, Math.min(wanted.length(), name.length()) / 3);
    }

    /** 0 when equal but for case, 1 when one contains the other, else the number of edits. */
    private static int distance(String a, String b) {
        String x = a.strip().toLowerCase(Locale.ROOT);
        String y = b.strip().toLowerCase(Locale.ROOT);
        if (x.equals(y)) return 0;
        if (x.length() > 1 && y.length() > 1 && (x.contains(y) || y.contains(x))) return 1;
        return edits(x, y);
    }

    /** Insertions, deletions, replacements and swaps of neighbours. */
    private static int edits(String x, String y) {
        int[] before = new int[y.length() + 1];
        int[] last = new int[y.length() + 1];
        int[] row = new int[y.length() + 1];
        for (int j = 0; j <= y.length(); j++) last[j] = j;
        for (int i = 1; i <= x.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= y.length(); j++) {
                int replaced = last[j - 1] + (x.charAt(i - 1) == y.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
                if (swapped(x, y, i, j)) row[j] = Math.min(row[j], before[j - 2] + 1);
            }
            int[] free = before;
            before = last;
            last = row;
            row = free;
        }
        return last[y.length()];
    }

    private static boolean swapped(String x, String y, int i, int j) {
        return i > 1 && j > 1 && x.charAt(i - 1) == y.charAt(j - 2) && x.charAt(i - 2) == y.charAt(j - 1);
    }
}
