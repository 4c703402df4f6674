package org.stepwise.kernel.internal.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.config.ConfigurationPart.Flaw;
import org.stepwise.kernel.internal.text.Likeness;

/** What a service refuses, said of an item of a document. */
final class Wrong {
    private Wrong() {}

    static List<Flaw> of(String code, String entry, Problem problem) {
        if (!(problem instanceof Invalid invalid)) return List.of(new Flaw(code, entry, problem.key(), problem.args()));
        return invalid.violations().stream()
                .map(one -> new Flaw(code, entry, one.code(), one.args()))
                .toList();
    }

    /** A name that does not exist, and what is like it. */
    static Flaw unknown(String code, String entry, String name, Collection<String> known) {
        Problem missing = Likeness.notFound(name, known);
        return new Flaw(code, entry, missing.key(), missing.args());
    }

    static Flaw plain(String code, String entry, String problem, Map<String, Object> args) {
        return new Flaw(code, entry, "configuration.problem." + problem, args);
    }
}
