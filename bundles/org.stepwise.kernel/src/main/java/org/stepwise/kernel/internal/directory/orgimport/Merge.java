package org.stepwise.kernel.internal.directory.orgimport;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * Rows of one kind as they are and as the file wants them, by key.
 *
 * @param <K> the key
 * @param <R> the row, equal when nothing differs
 */
final class Merge<K, R> {
    private final Map<K, R> before;
    private final Map<K, R> rows;
    private final Map<K, Long> ids = new LinkedHashMap<>();
    private final Map<K, Line> lines = new LinkedHashMap<>();
    private final Set<K> created = new LinkedHashSet<>();
    private final Set<K> updated = new LinkedHashSet<>();
    private int unchanged;

    Merge(Map<K, R> now, ToLongFunction<R> id) {
        this.before = Map.copyOf(now);
        this.rows = new LinkedHashMap<>(now);
        now.forEach((key, row) -> ids.put(key, id.applyAsLong(row)));
    }

    /** Announces a line of the file. @return false when the key has been there before in the file */
    boolean announce(K key, Line line, LongSupplier newId) {
        if (lines.putIfAbsent(key, line) != null) return false;
        ids.computeIfAbsent(key, k -> newId.getAsLong());
        return true;
    }

    Optional<Line> line(K key) {
        return Optional.ofNullable(lines.get(key));
    }

    Map<K, Line> lines() {
        return lines;
    }

    /** Id of a row that is there or announced, 0 when there is none. */
    long id(K key) {
        return ids.getOrDefault(key, 0L);
    }

    Set<K> keys() {
        return ids.keySet();
    }

    Optional<R> now(K key) {
        return Optional.ofNullable(rows.get(key));
    }

    void put(K key, R wanted) {
        R now = rows.put(key, wanted);
        if (now == null) created.add(key);
        else if (now.equals(wanted)) unchanged++;
        else if (!created.contains(key)) updated.add(key);
    }

    Map<K, R> rows() {
        return rows;
    }

    List<R> created() {
        return created.stream().map(rows::get).toList();
    }

    /** As they were before, in the order of {@link #updated}. */
    List<R> replaced() {
        return updated.stream().map(before::get).toList();
    }

    List<R> updated() {
        return updated.stream().map(rows::get).toList();
    }

    /** Ids of the updated rows of which this differs. */
    List<Long> changed(Function<R, ?> part, ToLongFunction<R> id) {
        return updated.stream()
                .filter(key -> !part.apply(before.get(key)).equals(part.apply(rows.get(key))))
                .map(key -> id.applyAsLong(rows.get(key)))
                .toList();
    }

    int unchanged() {
        return unchanged;
    }
}
