package org.stepwise.web.internal.page;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.web.internal.Services;

/** Name of the organisation, above the navigation: the first root of its tree, looked up again every few minutes. */
final class Company {
    private static final Duration KEPT = Duration.ofMinutes(5);
    private final Services services;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Company(Services services) {
        this.services = services;
    }

    private record Known(String name, Instant until) {}

    String name(Caller caller) {
        Instant now = Instant.now(services.clock);
        String language = caller.locale().getLanguage();
        Known found = known.get(language);
        if (found != null && now.isBefore(found.until())) return found.name();
        LocalDate today = LocalDate.ofInstant(now, caller.zone());
        String name = services.directory.tree(Directory.MAIN, today).stream()
                .findFirst()
                .map(unit -> unit.name())
                .orElse("");
        known.put(language, new Known(name, now.plus(KEPT)));
        return name;
    }
}
