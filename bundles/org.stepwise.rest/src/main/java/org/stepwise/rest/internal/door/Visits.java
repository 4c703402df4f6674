package org.stepwise.rest.internal.door;

import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Component;
import org.stepwise.kernel.api.Forbidden;

/** The request that this thread serves. */
@Component(service = Visits.class)
public final class Visits {
    private final ThreadLocal<Visit> current = new ThreadLocal<>();

    <T> T during(Visit visit, Supplier<T> work) {
        Visit before = current.get();
        current.set(visit);
        try {
            return work.get();
        } finally {
            if (before == null) current.remove();
            else current.set(before);
        }
    }

    /** @throws IllegalStateException outside of a request */
    public Visit current() {
        Visit visit = current.get();
        if (visit == null) throw new IllegalStateException("no request on this thread");
        return visit;
    }

    /** Language of the answer. */
    public Locale locale() {
        Visit visit = current.get();
        return visit == null ? Locale.SIMPLIFIED_CHINESE : visit.locale();
    }

    /** May the token do this with records of the type? Sessions may always. */
    public boolean allows(String type, boolean write) {
        return current().entry().map(e -> e.allows(type, write)).orElse(false);
    }

    /** @throws Forbidden when the token's scopes do not hold this */
    public void require(String type, boolean write) {
        if (!allows(type, write)) {
            throw new Forbidden("rest.problem.scope", Map.of("scope", write ? type : type + ":read"));
        }
    }
}
