package org.stepwise.plan.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Violation;
import org.stepwise.plan.internal.PlannedPhase.Place;

/** What is wrong with a document, all of it, each with its place. */
final class Findings {
    private final List<Violation> violations = new ArrayList<>();

    void add(Node node, String problem, Map<String, ?> args) {
        add(place(node), problem, args);
    }

    void add(Place place, String problem, Map<String, ?> args) {
        Map<String, Object> all = new HashMap<>(args);
        all.put("line", place.line());
        all.put("column", place.column());
        violations.add(new Violation(place.line() + ":" + place.column(), "plan.problem." + problem, all));
    }

    static Place place(Node node) {
        return Place.of(node.getStartMark());
    }

    /** @throws Invalid with everything that was found */
    void refuse() {
        if (!violations.isEmpty()) throw new Invalid(violations);
    }

    /** Leaves out what could not be read: it stands among the findings. */
    <T> Optional<T> nothing(Node node, String problem, Map<String, ?> args) {
        add(node, problem, args);
        return Optional.empty();
    }
}
