package org.stepwise.records.internal.save;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.record.Change;
import org.stepwise.kernel.api.record.Entity;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Saving;
import org.stepwise.records.internal.history.Histories;

/** One save under way: the record as it was, the copy that is worked on, and what is wrong with it. */
final class Draft<T extends Entity> implements Saving<T> {
    private final RecordType<T> type;
    private final Caller caller;
    private final Optional<T> before;
    private final T work;
    private final Map<String, Object> old;
    private final Function<String, Records> system;
    private final List<Violation> violations = new ArrayList<>();

    Draft(RecordType<T> type, Caller caller, Optional<T> before, T work, Function<String, Records> system) {
        this.type = type;
        this.caller = caller;
        this.before = before;
        this.work = work;
        this.system = system;
        this.old = before.map(b -> Histories.values(type, b)).orElse(Map.of());
    }

    RecordType<T> type() {
        return type;
    }

    T work() {
        return work;
    }

    boolean isNew() {
        return before.isEmpty();
    }

    Map<String, Change> changes() {
        return Histories.changes(old, Histories.values(type, work));
    }

    void reject(Violation violation) {
        violations.add(violation);
    }

    boolean rejected() {
        return !violations.isEmpty();
    }

    boolean rejected(String field) {
        return violations.stream().anyMatch(v -> v.field().equals(field));
    }

    int told() {
        return violations.size();
    }

    void forget(int from) {
        violations.subList(from, violations.size()).clear();
    }

    void throwRejected() {
        if (!violations.isEmpty()) throw new Invalid(violations);
    }

    @Override
    public Optional<T> before() {
        return before;
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public boolean changed(String field) {
        return type.find(field)
                .map(f -> {
                    Object now = org.stepwise.records.internal.core.Cells.of(f, work);
                    Object was = before.map(b -> org.stepwise.records.internal.core.Cells.of(f, b))
                            .orElse(null);
                    return !Histories.same(was, now);
                })
                .orElseGet(() -> changes().containsKey(field));
    }

    @Override
    public void reject(String field, String code, Map<String, Object> args) {
        violations.add(new Violation(field, code, args));
    }

    @Override
    public Records asSystem(String reason) {
        return system.apply(reason);
    }
}
