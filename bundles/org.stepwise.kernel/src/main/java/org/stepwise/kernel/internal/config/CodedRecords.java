package org.stepwise.kernel.internal.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.config.ConfigurationPart.Flaw;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.tx.Sql;

/** Records of a type that are known by their code: brought and taken away as their pages do it, out of the recycle bin and into it. */
record CodedRecords(Records records, Sql sql, String type) {
    private record Found(long id, long version, boolean deleted) {}

    private Optional<Found> find(String code) {
        return sql.first(
                "select id, version, deleted from " + type.replace('.', '_') + " where code = ? order by deleted",
                row -> new Found(row.number(1), row.number(2), row.flag(3)),
                code);
    }

    /** What saving would say against it. */
    List<Flaw> flaws(String code, Map<String, Object> values) {
        Optional<Found> found = find(code);
        if (found.filter(Found::deleted).isPresent()) return List.of();
        try {
            records.check(type, found.map(one -> RecordId.of(type, one.id())), values);
            return List.of();
        } catch (Invalid wrong) {
            List<Flaw> flaws = new ArrayList<>();
            for (Violation one : wrong.violations()) flaws.add(new Flaw(code, one.field(), one.code(), one.args()));
            return flaws;
        }
    }

    void put(String code, Map<String, Object> values) {
        Optional<Found> found = find(code);
        if (found.isEmpty()) {
            records.create(type, values);
            return;
        }
        RecordId id = RecordId.of(type, found.get().id());
        if (found.get().deleted()) records.restore(id);
        records.update(id, find(code).orElseThrow().version(), values);
    }

    void remove(String code) {
        find(code)
                .filter(found -> !found.deleted())
                .ifPresent(found -> records.delete(RecordId.of(type, found.id()), found.version()));
    }
}
