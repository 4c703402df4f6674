package org.stepwise.kernel.internal.directory;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.stepwise.kernel.api.directory.UnitMoves.Reached;
import org.stepwise.kernel.api.rollout.Opening;

/** What is open to people before and after something. */
record MovedOpenings(Map<Long, Opening> before, Map<Long, Opening> after) {
    private static final String WHOLE = "*";

    /** @param known modules that may be named */
    List<Reached> opens(Predicate<String> known) {
        return gained(before, after, known);
    }

    List<Reached> closes(Predicate<String> known) {
        return gained(after, before, known);
    }

    private static List<Reached> gained(Map<Long, Opening> from, Map<Long, Opening> to, Predicate<String> known) {
        Map<String, Long> counted = new TreeMap<>();
        to.forEach((person, opening) -> {
            Opening was = from.getOrDefault(person, Opening.NOTHING);
            opening.modules().stream()
                    .filter(known)
                    .flatMap(module -> addresses(module, was, opening).stream())
                    .forEach(address -> counted.merge(address, 1L, Long::sum));
        });
        return counted.entrySet().stream()
                .map(entry -> new Reached(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Addresses of one module that the second opens and the first does not. */
    private static Set<String> addresses(String module, Opening was, Opening is) {
        Set<String> had = was.functions().getOrDefault(module, Set.of());
        Set<String> has = is.functions().get(module);
        if (had.contains(WHOLE)) return Set.of();
        if (has.contains(WHOLE)) return Set.of(module);
        Set<String> more = new HashSet<>(has);
        more.removeAll(had);
        if (more.size() > 1) more.remove("");
        Set<String> addresses = new HashSet<>();
        more.forEach(function -> addresses.add(module + "/" + function));
        return addresses;
    }
}
