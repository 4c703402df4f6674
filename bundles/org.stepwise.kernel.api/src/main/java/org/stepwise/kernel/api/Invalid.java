package org.stepwise.kernel.api;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The input breaks rules; nothing was changed. 422. */
public final class Invalid extends Problem {
    private static final long serialVersionUID = 1L;
    private final transient List<Violation> violations;

    /** @param violations at least one */
    public Invalid(List<Violation> violations) {
        super(
                "kernel.problem.invalid",
                Map.of(
                        "count",
                        violations.size(),
                        "fields",
                        violations.stream().map(Violation::field).collect(Collectors.joining(", "))));
        this.violations = List.copyOf(violations);
    }

    /** One rule broken at one field ("" for the whole). */
    public static Invalid of(String field, String code, Map<String, Object> args) {
        return new Invalid(List.of(new Violation(field, code, args)));
    }

    public static Invalid of(String field, String code) {
        return of(field, code, Map.of());
    }

    public List<Violation> violations() {
        return violations == null ? List.of() : violations;
    }
}
