package org.stepwise.config.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.text.Texts;

/** What is wrong with a document, all of it, each with its line and column. */
final class Findings {
    private static final int AT_MOST = 200;
    private final List<Violation> violations = new ArrayList<>();
    private final Texts texts;
    private final Locale locale;

    Findings(Texts texts, Locale locale) {
        this.texts = texts;
        this.locale = locale;
    }

    /** A line and column of the document, both from 1. */
    record Place(int line, int column) {
        static final Place START = new Place(1, 1);

        static Place of(Optional<Mark> mark) {
            return mark.map(m -> new Place(m.getLine() + 1, m.getColumn() + 1)).orElse(START);
        }

        static Place of(Node node) {
            return of(node.getStartMark());
        }
    }

    void add(Node node, String problem, Map<String, Object> args) {
        add(Place.of(node), problem, args);
    }

    /** @param problem last word of a text key of this bundle */
    void add(Place place, String problem, Map<String, Object> args) {
        say(place, "config.problem." + problem, args);
    }

    /** @param key of any sentence, which is told with the place before it */
    void say(Place place, String key, Map<String, Object> args) {
        if (violations.size() >= AT_MOST) return;
        String what = texts.text(locale, key, args);
        violations.add(new Violation(
                place.line() + ":" + place.column(),
                "config.problem.at",
                Map.of("line", place.line(), "column", place.column(), "what", what)));
    }

    boolean none() {
        return violations.isEmpty();
    }

    /** @throws Invalid with everything that was found */
    void refuse() {
        if (!violations.isEmpty()) throw new Invalid(violations);
    }
}
