package org.stepwise.kernel.internal.text;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Texts of modules that have just left. Who asked for a page a moment before still sees the module in it; after the time that the longest
 * page takes nobody does, and a text that is asked for then is missed. Holds strings alone, nothing of the module.
 */
final class Departed {
    private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(1);
    private final Queue<Farewell> farewells = new ConcurrentLinkedQueue<>();

    private record Farewell(long until, Map<String, String> english, Map<String, String> chinese) {}

    void add(Map<String, String> english, Map<String, String> chinese) {
        forget();
        farewells.add(new Farewell(System.nanoTime() + KEPT_NANOS, english, chinese));
    }

    Optional<String> find(Locale locale, String key) {
        if (farewells.isEmpty()) return Optional.empty();
        forget();
        boolean inEnglish = "en".equals(locale.getLanguage());
        return farewells.stream()
                .flatMap(one -> Optional.ofNullable((inEnglish ? one.english : one.chinese).get(key)).stream())
                .reduce((former, latter) -> latter);
    }

    private void forget() {
        farewells.removeIf(one -> System.nanoTime() - one.until > 0);
    }
}
